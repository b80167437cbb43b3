import { isDeadline, precisions, type Deadline, type Precision } from '../../calendar/deadline.js';
import type { DueItem } from '../commitment.types.js';

/** How a new deadline can be written. */
export const askedPrecisions = ['date', 'month', 'quarter', 'year'] as const satisfies readonly Precision[];

/** What stands in the form, as typed: `date` is a day, `month` 1–12, `quarter` 1–4, `year` four figures. */
export type ExtensionValues = Record<'precision' | 'date' | 'month' | 'quarter' | 'year' | 'reason', string>;

/** A form that asks in the precision of the present deadline. */
export function freshExtension(due: DueItem): ExtensionValues {
  const precision = due.precision === 'ongoing' ? 'date' : due.precision;
  return { precision, date: '', month: '', quarter: '', year: due.date?.slice(0, 4) ?? '', reason: '' };
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

/** The deadline asked for, read from the boxes of the chosen precision; null where they hold none. */
export function deadlineFrom(values: ExtensionValues): Deadline | null {
  const { date, month, quarter, year } = values;
  const written: Partial<Record<Precision, string>> = {
    date: date.trim(),
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
