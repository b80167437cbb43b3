import { addDays, type Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { labelOf } from './deadline.js';

/** A month of figures: from the day after one cut-off to the next. docs/rules.md §7 */
export interface ReportingPeriod {
  /** `2019-11`: the month in which it ends. */
  code: string;
  from: Day;
  to: Day;
  /** The day by which reports on it are due: within the period after it. */
  dueOn: Day;
}

/** Settings of an agreement, days of the month from 1 to 28: the last day of a period, and the one by which reports on it are due. */
export interface ReportingDays {
  cutoffDay: number;
  dueDay: number;
}

/** A period as the code of an input: years that a day may have (`DAYS`). */
export const PERIOD_CODE = /^(?:19\d{2}|20\d{2}|2100)-(?:0[1-9]|1[0-2])$/;

/** The period in which a day lies. It ends with its cut-off day. */
export function runningPeriod(day: Day, { cutoffDay, dueDay }: ReportingDays): ReportingPeriod {
  const thisMonths = withDate(day, cutoffDay);
  const to = day <= thisMonths ? thisMonths : monthAfter(thisMonths);
  const dueOn = withDate(to, dueDay);
  return {
    code: to.slice(0, 7),
    from: addDays(monthBefore(to), 1),
    to,
    dueOn: dueOn > to ? dueOn : monthAfter(dueOn),
  };
}

/** The period that was the last to close before a day: the one just ended. */
export function latestClosedPeriod(day: Day, days: ReportingDays): ReportingPeriod {
  return runningPeriod(addDays(runningPeriod(day, days).from, -1), days);
}

/** The period of a code. */
export function periodOf(code: string, days: ReportingDays): ReportingPeriod {
  return runningPeriod(`${code}-${String(days.cutoffDay).padStart(2, '0')}`, days);
}

/** How a side stands to the period just ended. */
export interface OwnReport {
  /** It owes a report on it. */
  owed: boolean;
  /** It has given one, in time or late. */
  reported: boolean;
}

/** The period of a report that names none. The database says the same of what is written to it: `period_of_report`. */
export function periodOfReport(sent: Day, days: ReportingDays, own: OwnReport): ReportingPeriod {
  const ended = latestClosedPeriod(sent, days);
  return own.owed && !own.reported && sent <= ended.dueOn ? ended : runningPeriod(sent, days);
}

/** The periods that a side may choose from: the one just ended, as long as that changes or adds anything, and the running one. */
export function possiblePeriods(day: Day, days: ReportingDays, own: OwnReport): ReportingPeriod[] {
  const ended = latestClosedPeriod(day, days);
  const running = runningPeriod(day, days);
  return own.owed && (!own.reported || day <= ended.dueOn) ? [ended, running] : [running];
}

/** `Tháng 11/2019` */
export function periodName(code: string): BilingualText {
  return labelOf({ precision: 'month', value: code });
}

/** What became of a report on a period. */
export type ReportState = 'not_owed' | 'gave' | 'late' | 'missing';

/**
 * Paid in time or late by the first report for the period; later ones change nothing. The same over rows: `reported`.
 * @param on the day of that report; null where there is none yet
 */
export function stateOfReport({ dueOn }: ReportingPeriod, owed: boolean, on: Day | null): ReportState {
  if (!owed) return 'not_owed';
  if (on === null) return 'missing';
  return on <= dueOn ? 'gave' : 'late';
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
