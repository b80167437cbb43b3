import { addDays, monthBefore, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { DaysAsked } from '../../commitments/read/days.js';
import type { ComparisonDto } from './comparison.dto.js';
import type { KnownBasis } from './comparison.types.js';

/** Two days, the first before the second. */
export interface TwoDays {
  from: Day;
  to: Day;
  known: KnownBasis;
}

export const wrongOrder = {
  vi: 'Ngày sau phải muộn hơn ngày trước.',
  en: 'The second day must be after the first.',
};

type Asked = Pick<ComparisonDto, 'from' | 'to' | 'known'>;

/** What is asked for, with what is left out: today, and the same date a month before. @throws RuleBroken out of order */
export function twoDaysOf(asked: Asked, today: Day): TwoDays {
  const { from, to } = withDefaults(asked, today);
  if (from >= to) throw new RuleBroken(wrongOrder, 'to');
  return { from, to, known: asked.known ?? 'now' };
}

export function areOutOfOrder(asked: Asked, today: Day): boolean {
  const { from, to } = withDefaults(asked, today);
  return from >= to;
}

function withDefaults(asked: Asked, today: Day): { from: Day; to: Day } {
  const to = asked.to ?? today;
  return { from: asked.from ?? monthBefore(to), to };
}

/** How lists and the overview are asked for one of the days, read as it is here. */
export function daysAskedFor(day: Day, { known }: Pick<TwoDays, 'known'>): DaysAsked {
  return known === 'day' ? { knownAt: day } : { asOf: day };
}

export const quickChoices = ['week', 'month', 'quarter', 'year'] as const;
export type QuickChoice = (typeof quickChoices)[number];

/** The first day of a choice whose second is today: the last evening before a quarter or year began. */
export function quickDay(choice: QuickChoice, today: Day): Day {
  if (choice === 'week') return addDays(today, -7);
  if (choice === 'month') return monthBefore(today);
  const year = today.slice(0, 4);
  if (choice === 'year') return addDays(`${year}-01-01`, -1);
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
  return addDays(`${year}-${String(month).padStart(2, '0')}-01`, -1);
}
