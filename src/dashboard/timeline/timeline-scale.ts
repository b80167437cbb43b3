import { scaleUtc } from 'd3-scale';
import { utcMonth } from 'd3-time';
import { isDeadline, lastDayOf } from '../../calendar/deadline.js';
import type { DueItem } from '../../commitments/commitment.types.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { Timeline } from './timeline.types.js';

/** Above so many quarters only years are written. */
const MOST_QUARTERS = 12;
/** What lies further from the agreement's own days than this is drawn at the edge: a slip of the hand would press all else together. */
const MOST_YEARS_BESIDE = 2;

export interface Quarter {
  /** Its first day. */
  from: Day;
  /** Its first and its last instant, in percents of the axis. */
  start: number;
  end: number;
}

export interface TimeScale {
  from: Day;
  to: Day;
  quarters: Quarter[];
  /** Whether quarters have room for their names. */
  named: boolean;
  /** Where a day begins, in percents of the axis; at an edge where it lies beyond. */
  at: (day: Day) => number;
}

/** The days for which a deadline was stated: all of a quarter, one of a date; null where there is none. */
export function spanOf({
  precision,
  value,
}: Pick<DueItem, 'precision' | 'value'>): { from: Day; to: Day } | null {
  // The database holds the present deadline to its shape, and the first one to none.
  if (value === null || !isDeadline({ precision, value })) return null;
  const to = lastDayOf({ precision, value })!;
  if (precision === 'date') return { from: to, to };
  if (precision === 'year') return { from: `${value}-01-01`, to };
  const month =
    precision === 'month' ? value.slice(5) : String(Number(value.slice(6)) * 3 - 2).padStart(2, '0');
  return { from: `${value.slice(0, 4)}-${month}-01`, to };
}

/** Whole quarters, from the first to the last in which anything is due or done, and the day of the figures. */
export function timeScale({ items, asOf, period }: Pick<Timeline, 'items' | 'asOf' | 'period'>): TimeScale {
  const spans = items
    .flatMap(({ due, originalDue }) => [due, originalDue])
    .flatMap((due) => (due && spanOf(due)) ?? []);
  const days = [
    asOf,
    ...spans.flatMap(({ from, to }) => [from, to]),
    ...items.flatMap(({ completedOn, sides }) => [completedOn, ...sides.map(({ doneOn }) => doneOn)]),
  ].filter((day) => day !== null);
  const within = days.filter(
    (day) =>
      day >= yearsFrom(period.from, -MOST_YEARS_BESIDE) && day <= yearsFrom(period.to, MOST_YEARS_BESIDE),
  );
  const sorted = (within.length > 0 ? within : [period.from, period.to]).sort();
  const from = quarterStart(sorted[0]!);
  const to = addDays(quarterAfter(sorted.at(-1)!), -1);
  const x = scaleUtc([instant(from), instant(addDays(to, 1))], [0, 100]).clamp(true);
  const at = (day: Day) => Number(x(instant(day)).toFixed(2));
  const quarters = utcMonth
    .every(3)!
    .range(instant(from), instant(addDays(to, 1)))
    .map((date) => {
      const start = date.toISOString().slice(0, 10);
      return { from: start, start: at(start), end: at(quarterAfter(start)) };
    });
  return { from, to, quarters, named: quarters.length <= MOST_QUARTERS, at };
}

const instant = (day: Day) => new Date(`${day}T00:00:00Z`);

const yearsFrom = (day: Day, years: number): Day => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

function quarterStart(day: Day): Day {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

function quarterAfter(day: Day): Day {
  return utcMonth
    .offset(instant(quarterStart(day)), 3)
    .toISOString()
    .slice(0, 10);
}
