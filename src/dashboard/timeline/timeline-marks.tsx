import type { VNode } from 'preact';
import { standingOf, toneOf } from '../../commitments/parts/status-badge.js';
import { paint } from '../../exports/paint.js';
import type { LegendEntry } from '../../exports/picture.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { spanOf } from './timeline-scale.js';
import type { TimelineItem } from './timeline.types.js';

/** In pixels: half of a row. */
const MIDDLE = 12;
const LEAST_WIDTH = 4;

interface MarksProps {
  item: TimelineItem;
  asOf: Day;
  /** Where a day begins, in pixels. */
  at: (day: Day) => number;
}

const first = { fill: paint.paper, stroke: paint['ink-3'], 'stroke-width': 1.25 };
const late = { stroke: paint.over, 'stroke-width': 2, 'stroke-dasharray': '4 2' };
const hatched = { fill: 'url(#hatch)', stroke: paint.late, 'stroke-width': 0.5 };
const idle = { fill: paint.idle, stroke: paint['ink-3'], 'stroke-width': 0.75 };

type Tone = ReturnType<typeof toneOf>;
const look = (tone: Tone) => (tone === 'idle' ? idle : { fill: tone === 'diff' ? paint.run : paint[tone] });

/** Of one commitment: when it is due, as it was stated, when it was done, and by how much it is late. The same as on the page. */
export function TimelineMarks({ item, asOf, at }: MarksProps): VNode {
  const span = spanOf(item.due)!;
  const end = addDays(span.to, 1);
  const original = item.originalDue && spanOf(item.originalDue);
  const lateUntil =
    item.timeliness === 'overdue' ? asOf : item.timeliness === 'completed_late' ? item.completedOn : null;
  const from = original ? at(addDays(original.to, 1)) : 0;
  return (
    <>
      {original && at(end) > from ? (
        <rect x={from} y={MIDDLE - 3} width={at(end) - from} height="6" {...hatched} />
      ) : null}
      {original ? <Deadline span={original} at={at} look={first} /> : null}
      {lateUntil && lateUntil >= end ? <path d={`M${at(end)} ${MIDDLE}H${at(lateUntil)}`} {...late} /> : null}
      <Deadline span={span} at={at} look={look(toneOf(standingOf(item)))} />
      {item.completedOn ? (
        <Done x={at(item.completedOn)} y={MIDDLE} whole />
      ) : (
        item.sides.map(({ party, doneOn }) =>
          doneOn ? <Done x={at(doneOn)} y={MIDDLE} whole={false} key={party} /> : null,
        )
      )}
    </>
  );
}

interface DeadlineProps {
  span: { from: Day; to: Day };
  at: MarksProps['at'];
  look: object;
}

/** A quarter is a bar over all of it; a date is a point. */
function Deadline({ span, at, look: own }: DeadlineProps): VNode {
  const x = at(span.from);
  if (span.from === span.to) return <path d={`M${x} ${MIDDLE - 6}l6 6-6 6-6-6z`} {...own} />;
  const width = Math.max(at(addDays(span.to, 1)) - x, LEAST_WIDTH);
  return <rect x={x} y={MIDDLE - 4} width={width} height="8" rx="1" {...own} />;
}

function Done({ x, y, whole }: { x: number; y: number; whole: boolean }): VNode {
  if (!whole) return <circle cx={x} cy={y} r="5.5" fill={paint.paper} stroke={paint.done} stroke-width="2" />;
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="5.5" fill={paint.done} stroke={paint.paper} />
      <path d="M-2.6 0l1.9 2 3.4-3.8" fill="none" stroke={paint.paper} stroke-width="1.4" />
    </g>
  );
}

/** Each shape with its word. */
export function timelineShapes(language: Language): LegendEntry[] {
  const t = words(language).timeline.legend;
  return [
    { word: t.point, shape: <path d="M9 0l6 6-6 6-6-6z" fill={paint.run} /> },
    { word: t.bar, shape: <rect y="2" width="18" height="8" rx="1" fill={paint.run} /> },
    { word: t.first, shape: <rect x="1" y="2" width="16" height="8" rx="1" {...first} /> },
    { word: t.extended, shape: <rect y="3" width="18" height="6" {...hatched} /> },
    { word: t.late, shape: <path d="M0 6h18" {...late} /> },
    { word: t.done, shape: <Done x={9} y={6} whole /> },
    { word: t.part, shape: <Done x={9} y={6} whole={false} /> },
  ];
}
