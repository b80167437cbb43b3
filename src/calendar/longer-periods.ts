import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { labelOf } from './deadline.js';
import { periodOf, type ReportingDays, type ReportingPeriod } from './reporting-period.js';

export const periodKinds = ['month', 'quarter', 'half_year', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** A month of figures, or several one after the other. docs/rules.md §7h */
export interface AnyPeriod extends ReportingPeriod {
  /** `2019-11`, `2019-Q4`, `2019-H2` or `2019`. */
  code: string;
  kind: PeriodKind;
  /** The months of which it is made, the first first: reports are due on each of them. */
  months: ReportingPeriod[];
}

/** For patterns: years that a day may have (`DAYS`). */
export const ANY_PERIOD_CODE = /^(?:19\d{2}|20\d{2}|2100)(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/;

/** The period of a code; null where no period has such a one. It ends with, and is due as, the last of its months. */
export function anyPeriodOf(code: string, days: ReportingDays): AnyPeriod | null {
  if (!ANY_PERIOD_CODE.test(code)) return null;
  const { kind, first, count } = spanOf(code.slice(5));
  const months = Array.from({ length: count }, (_, i) =>
    periodOf(`${code.slice(0, 4)}-${String(first + i).padStart(2, '0')}`, days),
  );
  const { to, dueOn } = months.at(-1)!;
  return { code, kind, months, from: months[0]!.from, to, dueOn };
}

/** @param part what a code has after its year */
function spanOf(part: string): { kind: PeriodKind; first: number; count: number } {
  const number = Number(part.slice(1));
  if (part === '') return { kind: 'year', first: 1, count: 12 };
  if (part.startsWith('H')) return { kind: 'half_year', first: (number - 1) * 6 + 1, count: 6 };
  if (part.startsWith('Q')) return { kind: 'quarter', first: (number - 1) * 3 + 1, count: 3 };
  return { kind: 'month', first: Number(part), count: 1 };
}

/**
 * All that have begun by a day and had not ended before another, newest first: by their last day, of those with the same the
 * longest first.
 */
export function periodsWithin(since: Day, today: Day, days: ReportingDays): AnyPeriod[] {
  const years = [];
  // A year of figures may end in the month before it: one more on either side is never missing.
  for (let year = Number(since.slice(0, 4)) - 1; year <= Number(today.slice(0, 4)) + 1; year++)
    years.push(year);
  return years
    .flatMap((year) => PARTS.map((part) => anyPeriodOf(`${year}${part}`, days)))
    .filter((period) => period !== null)
    .filter(({ from, to }) => from <= today && to >= since)
    .sort((a, b) => b.to.localeCompare(a.to) || b.months.length - a.months.length);
}

const PARTS = [
  '',
  '-H1',
  '-H2',
  '-Q1',
  '-Q2',
  '-Q3',
  '-Q4',
  ...Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`),
];

/** `Tháng 11/2019`, `Quý IV/2019`, `6 tháng cuối năm 2019`, `Năm 2019` */
export function anyPeriodName(code: string): BilingualText {
  const year = code.slice(0, 4);
  switch (spanOf(code.slice(5)).kind) {
    case 'month':
      return labelOf({ precision: 'month', value: code });
    case 'quarter':
      return labelOf({ precision: 'quarter', value: code });
    case 'half_year':
      return code.endsWith('1')
        ? { vi: `6 tháng đầu năm ${year}`, en: `First half of ${year}` }
        : { vi: `6 tháng cuối năm ${year}`, en: `Second half of ${year}` };
    default:
      return labelOf({ precision: 'year', value: code });
  }
}
