import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { standingOf, toneOf } from '../../commitments/parts/status-badge.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { spanOf, type TimeScale } from './timeline-scale.js';
import type { TimelineItem } from './timeline.types.js';

export const ROW_HEIGHT = 24;
const MIDDLE = ROW_HEIGHT / 2;
/** A bar is never too short to be seen. */
const LEAST_WIDTH = 0.6;

interface BarProps {
  item: TimelineItem;
  scale: TimeScale;
  asOf: Day;
  language: Language;
}

/** When one commitment is due, as it was stated, when it was done, and by how much it is late. Its row says the same in words. */
export function TimelineBar({ item, scale, asOf, language }: BarProps): VNode {
  const label = labelOf(item, language);
  const tone = toneOf(standingOf(item));
  const span = spanOf(item.due)!;
  const end = addDays(span.to, 1);
  const lateUntil =
    item.timeliness === 'overdue' ? asOf : item.timeliness === 'completed_late' ? item.completedOn : null;
  return (
    <svg class="tl-row" width="100%" height={ROW_HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <use href="#tl-grid" width="100%" height="100%" />
      {item.originalDue ? <Extension item={item} scale={scale} /> : null}
      {lateUntil && lateUntil >= end ? (
        <line
          class="tl-late"
          x1={`${scale.at(end)}%`}
          x2={`${scale.at(lateUntil)}%`}
          y1={MIDDLE}
          y2={MIDDLE}
        />
      ) : null}
      <g class={`tl-due p-${tone}`}>
        <Deadline span={span} scale={scale} />
      </g>
      {doneDays(item).map(({ key, day, whole }) => (
        <Done day={day} whole={whole} scale={scale} key={key} />
      ))}
    </svg>
  );
}

/** A quarter is a bar over all of it; a date is a point. */
function Deadline({ span, scale }: { span: { from: Day; to: Day }; scale: TimeScale }): VNode {
  const x = scale.at(span.from);
  if (span.from === span.to) {
    return (
      <svg x={`${x}%`} class="tl-point">
        <path d={`M0 ${MIDDLE - 6}l6 6-6 6-6-6z`} />
      </svg>
    );
  }
  const width = Math.max(scale.at(addDays(span.to, 1)) - x, LEAST_WIDTH);
  return <rect x={`${x}%`} y={MIDDLE - 4} width={`${width.toFixed(2)}%`} height="8" rx="1" />;
}

/** The deadline as it was at first, drawn empty, and hatched from its end to the present one. */
function Extension({ item, scale }: Pick<BarProps, 'item' | 'scale'>): VNode | null {
  const first = item.originalDue && spanOf(item.originalDue);
  const present = spanOf(item.due);
  if (!first || !present) return null;
  const [from, to] = [scale.at(addDays(first.to, 1)), scale.at(addDays(present.to, 1))];
  return (
    <g>
      {to > from ? (
        <rect
          class="tl-extended"
          x={`${from}%`}
          y={MIDDLE - 3}
          width={`${(to - from).toFixed(2)}%`}
          height="6"
        />
      ) : null}
      <g class="tl-first">
        <Deadline span={first} scale={scale} />
      </g>
    </g>
  );
}

/** Of the whole where every side is done and has said so; otherwise of each side that is. */
function doneDays({ completedOn, sides }: TimelineItem): { key: string; day: Day; whole: boolean }[] {
  if (completedOn) return [{ key: 'all', day: completedOn, whole: true }];
  return sides.flatMap(({ party, doneOn }) => (doneOn ? [{ key: party, day: doneOn, whole: false }] : []));
}

function Done({ day, whole, scale }: { day: Day; whole: boolean; scale: TimeScale }): VNode {
  return (
    <svg x={`${scale.at(day)}%`} class={`tl-done${whole ? '' : ' tl-part'}`}>
      <circle cy={MIDDLE} r="5.5" />
      {whole ? <path d={`M-2.6 ${MIDDLE}l1.9 2 3.4-3.8`} /> : null}
    </svg>
  );
}

/** @returns everything that is drawn, in words */
function labelOf(
  { due, originalDue, extensions, completedOn, sides, overdueDays }: TimelineItem,
  language: Language,
): string {
  const t = words(language).timeline;
  return [
    t.dueLabel(due.label[language]),
    originalDue ? t.extendedFrom(originalDue.label[language], extensions) : null,
    completedOn ? t.doneOn(formatDay(completedOn)) : null,
    ...sides.map(({ doneOn, partyName }) =>
      doneOn && !completedOn ? t.partDoneOn(partyName[language], formatDay(doneOn)) : null,
    ),
    overdueDays > 0 ? words(language).overdueDays(overdueDays) : null,
  ]
    .filter(Boolean)
    .join('; ');
}
