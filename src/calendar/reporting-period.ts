import { addDays, type Day } from '../platform/clock.js';

/** A month of figures: from the day after one cut-off to the next. Named by the month in which it ends. */
export interface ReportingPeriod {
  from: Day;
  to: Day;
  /** The day by which reports on it are due. */
  dueOn: Day;
}

/** The period that was the last to close before a day. @param cutoffDay the last day of a period, 1–28 */
export function latestClosedPeriod(asOf: Day, cutoffDay: number, dueDay: number): ReportingPeriod {
  const thisMonths = withDate(asOf, cutoffDay);
  const to = thisMonths < asOf ? thisMonths : monthBefore(thisMonths);
  const dueOn = withDate(to, dueDay);
  return { from: addDays(monthBefore(to), 1), to, dueOn: dueOn > to ? dueOn : monthAfter(dueOn) };
}

function withDate(day: Day, date: number): Day {
  return `${day.slice(0, 8)}${String(date).padStart(2, '0')}`;
}

function monthBefore(day: Day): Day {
  return withDate(addDays(withDate(day, 1), -1), Number(day.slice(8)));
}

function monthAfter(day: Day): Day {
  return withDate(addDays(withDate(day, 28), 7), Number(day.slice(8)));
}
