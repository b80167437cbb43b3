import { isDeadline, precisions, type Deadline, type Precision } from '../../calendar/deadline.js';
import { addDays, type Day } from '../../platform/clock.js';
import { readTypedDay } from '../../platform/typed-day.js';
import type { DueItem } from '../commitment.types.js';

/** How a new deadline can be written. */
export const askedPrecisions = ['date', 'month', 'quarter', 'year'] as const satisfies readonly Precision[];

/** What stands in the form, as typed: `date` is a day, `month` 1–12, `quarter` 1–4, `year` four figures. */
export type ExtensionValues = Record<'precision' | 'date' | 'month' | 'quarter' | 'year' | 'reason', string>;

/**
 * A form that asks in the precision of the present deadline. Its year is the first in which a later one can lie: neither a year
 * that is past nor one that the present deadline has used up.
 */
export function freshExtension(due: Pick<DueItem, 'precision' | 'date'>, today: Day): ExtensionValues {
  const precision = due.precision === 'ongoing' ? 'date' : due.precision;
  const next = due.date ? addDays(due.date, 1) : today;
  const year = (next > today ? next : today).slice(0, 4);
  return { precision, date: '', month: '', quarter: '', year, reason: '' };
}

/** The form as sent; whatever is missing is empty. */
export function extensionFrom(body: Record<string, unknown>): ExtensionValues {
  const text = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    precision: text('precision'),
    date: text('date'),
    month: text('month'),
    quarter: text('quarter'),
    year: text('year'),
    reason: text('reason'),
  };
}

function isoOf(typed: string): string {
  const read = readTypedDay(typed);
  return 'day' in read ? read.day : '';
}

/** The deadline asked for, read from the boxes of the chosen precision; null where they hold none. */
export function deadlineFrom(values: ExtensionValues): Deadline | null {
  const { date, month, quarter, year } = values;
  const written: Partial<Record<Precision, string>> = {
    date: isoOf(date),
    month: `${year.trim()}-${month.trim().padStart(2, '0')}`,
    quarter: `${year.trim()}-Q${quarter.trim()}`,
    year: year.trim(),
  };
  const precision = precisions.find((one) => one === values.precision);
  const value = precision && written[precision];
  if (!precision || value === undefined) return null;
  const deadline = { precision, value };
  return isDeadline(deadline) ? deadline : null;
}
