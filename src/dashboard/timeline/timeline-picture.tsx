import type { VNode } from 'preact';
import { standingOf, toneOf } from '../../commitments/parts/status-badge.js';
import type { ExportFacts } from '../../exports/export.types.js';
import { paint } from '../../exports/paint.js';
import { cut, legendHeight, PictureLegend, Words } from '../../exports/picture.js';
import type { Picture } from '../../exports/picture.types.js';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { TimelineMarks, timelineShapes } from './timeline-marks.js';
import type { Grouping } from './timeline.dto.js';
import { groupsOf, type TimelineGroup } from './timeline-groups.js';
import { timeScale, type TimeScale } from './timeline-scale.js';
import type { Timeline, TimelineItem } from './timeline.types.js';

const [WIDTH, ROW, GROUP, AXIS] = [1280, 24, 30, 46];
/** Where names end, deadlines in words end, and the line in time begins; it is as long as what is left. */
const at = { name: 400, due: 520, line: 530 };
const LENGTH = WIDTH - at.line;

interface Asked {
  timeline: Timeline;
  by: Grouping;
  party?: string;
  facts: ExportFacts;
  language: Language;
}

/** The chart of the page: what has a last day, under its headings; what has none is not drawn as if it had. */
export function timelinePicture({ timeline, by, party, facts, language }: Asked): Picture {
  const items = timeline.items.filter(({ due }) => due.date !== null);
  const scale = timeScale({ ...timeline, items });
  const groups = groupsOf({ ...timeline, items }, by, party);
  const entries = timelineShapes(language);
  const note = noteOf(timeline, items.length, language);
  const top = legendHeight(entries, WIDTH) + (note ? 20 : 0);
  const rows = groups.map((group, index) => ({ group, y: yOf(groups, index) }));
  const end = AXIS + yOf(groups, groups.length);
  return {
    facts,
    width: WIDTH,
    height: top + end,
    body: (
      <>
        <PictureLegend entries={entries} width={WIDTH} />
        {note ? (
          <Words x={0} y={top - 8} fill={paint['ink-2']}>
            {note}
          </Words>
        ) : null}
        <g transform={`translate(0 ${top})`}>
          <Axis scale={scale} asOf={timeline.asOf} end={end} language={language} />
          {rows.map(({ group, y }) => (
            <Group group={group} y={AXIS + y} {...{ scale, timeline, language }} key={group.key} />
          ))}
        </g>
      </>
    ),
  };
}

function yOf(groups: TimelineGroup[], index: number): number {
  return groups.slice(0, index).reduce((sum, { items }) => sum + GROUP + items.length * ROW, 0);
}

/** What is not drawn: more than a page shows, and what has no last day. */
function noteOf({ total, items }: Timeline, dated: number, language: Language): string | null {
  const { exports: t, timeline } = words(language);
  const number = (n: number) => formatNumber(n, language);
  if (total > items.length) return t.shown(number(dated), number(total));
  return dated < total ? timeline.note(number(total), number(dated)) : null;
}

const px = (percent: number) => at.line + (percent / 100) * LENGTH;
const isYear = (day: string) => day.endsWith('-01-01');

interface AxisProps {
  scale: TimeScale;
  asOf: string;
  end: number;
  language: Language;
}

/** Years above, quarters under them, the day of the figures at its line. */
function Axis({ scale, asOf, end, language }: AxisProps): VNode {
  const t = words(language).timeline;
  const now = px(scale.at(asOf));
  const late = scale.at(asOf) > 70;
  return (
    <>
      {scale.quarters.map(({ from, start, end: until }, index) => (
        <g key={from}>
          <path
            d={`M${px(start)} ${isYear(from) ? 0 : 15}V${end}`}
            stroke={isYear(from) ? paint['line-2'] : paint.line}
          />
          {index === 0 || isYear(from) ? (
            <Words x={px(start) + 4} y={11} size={11} bold>
              {from.slice(0, 4)}
            </Words>
          ) : null}
          {scale.named ? (
            <Words x={px((start + until) / 2)} y={26} size={11} anchor="middle" fill={paint['ink-2']}>
              {t.quarter}
              {t.quarters[(Number(from.slice(5, 7)) - 1) / 3]}
            </Words>
          ) : null}
        </g>
      ))}
      <path d={`M${now} 30V${end}`} stroke={paint.ink} stroke-dasharray="2 2" />
      <Words halo x={now + (late ? -4 : 4)} y={40} size={11} bold anchor={late ? 'end' : 'start'}>
        {t.atDay(formatDay(asOf))}
      </Words>
    </>
  );
}

interface GroupProps {
  group: TimelineGroup;
  y: number;
  scale: TimeScale;
  timeline: Timeline;
  language: Language;
}

function Group({ group, y, scale, timeline, language }: GroupProps): VNode {
  const { sector, name, side, items } = group;
  const head = name ? name[language] : words(language).timeline.heldByNobody;
  const marked = [side?.marker, sector === null ? head : `${sector}. ${head}`].filter(Boolean).join(' ');
  return (
    <g transform={`translate(0 ${y})`}>
      <Words x={0} y={20} bold>
        {cut(marked, at.due - 60)} ({items.length})
      </Words>
      <path d={`M0 ${GROUP - 2}H${WIDTH}`} stroke={paint['line-2']} />
      {items.map((item, index) => (
        <g transform={`translate(0 ${GROUP + index * ROW})`} key={item.id}>
          <Row item={item} scale={scale} asOf={timeline.asOf} language={language} />
        </g>
      ))}
    </g>
  );
}

interface RowProps {
  item: TimelineItem;
  scale: TimeScale;
  asOf: string;
  language: Language;
}

function Row({ item, scale, asOf, language }: RowProps): VNode {
  const { code, title, due } = item;
  const overdue = toneOf(standingOf(item)) === 'over';
  return (
    <>
      <Words x={0} y={16} bold>
        {code}
      </Words>
      <Words x={40} y={16}>
        {cut(title[language], at.name - 50)}
      </Words>
      <Words x={at.name} y={16} fill={overdue ? paint['over-text'] : paint['ink-2']} bold={overdue}>
        {cut(due.label[language], at.due - at.name)}
      </Words>
      <path d={`M0 ${ROW - 1}H${WIDTH}`} stroke={paint.line} />
      <TimelineMarks item={item} asOf={asOf} at={(day) => px(scale.at(day))} />
    </>
  );
}
