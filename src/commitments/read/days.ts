import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';

/** The two questions about the past: how it was on a day, and by what had been entered up to a day. */
export interface DaysAsked {
  asOf?: Day;
  knownAt?: Day;
}

/** The answer to both. */
export interface DaysRead {
  asOf: Day;
  knownAt: Day;
}

/** Which of something's records: how many, from where on, and up to the end of which day where not all that there are. */
export interface Reading {
  limit?: number;
  /** An id or number, to page on. */
  before?: number;
  day?: Day;
}

export const enteredBefore = {
  vi: 'Ngày nhập số liệu không được trước ngày của số liệu.',
  en: 'The day of entry must not be before the day of the figures.',
};

/**
 * The day of entry alone stands for both; the day of the figures alone, with all that is known now. On a day to come nothing is
 * known yet that is not known today.
 * @throws RuleBroken where the day of entry comes before the day of the figures
 */
export function daysOf({ asOf, knownAt }: DaysAsked, today: Day): DaysRead & { today: Day } {
  if (isOutOfOrder({ asOf, knownAt })) throw new RuleBroken(enteredBefore, 'knownAt');
  const known = knownAt ?? today;
  return { asOf: asOf ?? known, knownAt: known < today ? known : today, today };
}

export function isOutOfOrder({ asOf, knownAt }: DaysAsked): boolean {
  return asOf !== undefined && knownAt !== undefined && knownAt < asOf;
}

/** What an address asks for, to be answered so: nothing for today. */
export function askedFor({ asOf, knownAt }: DaysRead, today: Day): DaysAsked {
  if (asOf === today) return {};
  if (asOf > today || knownAt >= today) return { asOf };
  return asOf === knownAt ? { knownAt } : { asOf, knownAt };
}
