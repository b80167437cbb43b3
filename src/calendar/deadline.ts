import { isDay, type Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

export const precisions = ['date', 'month', 'quarter', 'year', 'ongoing'] as const;
export type Precision = (typeof precisions)[number];

/** Of a deadline that is still to be set: why it is not, and the day on which that is looked at again. */
export interface Undated {
  reason: string;
  reviewOn: Day;
}

/**
 * A deadline as it was said. `value` is `2019-11-25`, `2019-09`, `2019-Q3`, `2020`, or null for an
 * ongoing commitment, which has no end; or, where it is `undated`, has none yet.
 */
export interface Deadline {
  precision: Precision;
  value: string | null;
  undated?: Undated;
}

const shapes: Record<Precision, RegExp | null> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
  ongoing: null,
};

export function isDeadline(deadline: Deadline): boolean {
  const shape = shapes[deadline.precision];
  if (!shape) return deadline.value === null;
  if (deadline.value === null || !shape.test(deadline.value)) return false;
  return isDay(deadline.precision === 'date' ? deadline.value : `${deadline.value.slice(0, 4)}-01-01`);
}

/** The derived last day; null for an ongoing commitment. */
export function lastDayOf({ precision, value }: Deadline): Day | null {
  if (value === null) return null;
  const year = Number(value.slice(0, 4));
  if (precision === 'date') return lastDay(year, Number(value.slice(5, 7)), Number(value.slice(8)));
  if (precision === 'month') return lastDay(year, Number(value.slice(5)) + 1, 0);
  if (precision === 'quarter') return lastDay(year, Number(value.slice(6)) * 3 + 1, 0);
  return `${year}-12-31`;
}

function lastDay(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

const romanQuarters = ['I', 'II', 'III', 'IV'];
const englishMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A deadline as far as it is named; without a review day where there is nothing to look at any more. */
interface Labelled extends Pick<Deadline, 'precision' | 'value'> {
  undated?: { reviewOn: Day | null } | null;
}

/** The deadline in the words of official papers: `25/11/2019`, `Tháng 9/2019`, `Quý III/2019`, `Năm 2020`, `Thường xuyên`, `Chưa có thời hạn`. */
export function labelOf({ precision, value, undated }: Labelled): BilingualText {
  if (value === null)
    return undated ? labelOfUndated(undated.reviewOn) : { vi: 'Thường xuyên', en: 'Continuing' };
  const year = value.slice(0, 4);
  switch (precision) {
    case 'date':
      return { vi: formatDay(value), en: formatDay(value) };
    case 'month':
      return {
        vi: `Tháng ${monthLabel(value.slice(5))}/${year}`,
        en: `${englishMonths[Number(value.slice(5)) - 1]} ${year}`,
      };
    case 'quarter':
      return {
        vi: `Quý ${romanQuarters[Number(value.slice(6)) - 1]}/${year}`,
        en: `Q${value.slice(6)} ${year}`,
      };
    default:
      return { vi: `Năm ${year}`, en: year };
  }
}

function labelOfUndated(reviewOn: Day | null): BilingualText {
  if (reviewOn === null) return { vi: 'Chưa có thời hạn', en: 'No date yet' };
  const day = formatDay(reviewOn);
  return { vi: `Chưa có thời hạn (xem lại ${day})`, en: `No date yet (review ${day})` };
}

/** dd/mm/yyyy as in official papers: a zero before days under 10 and before months 1 and 2 only. */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return `${date}/${monthLabel(month)}/${year}`;
}

function monthLabel(month: string): string {
  return Number(month) <= 2 ? month : String(Number(month));
}
