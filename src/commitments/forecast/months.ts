import { addDays } from '../../platform/clock.js';
import { dayOfNumber, numberOf, type DayNumber } from './history.js';

/** What a forecast of a day has learnt from: all that was entered up to the end of the month before. */
export function lastDayOfMonthBefore(day: DayNumber): DayNumber {
  const first = `${dayOfNumber(day).slice(0, 7)}-01`;
  return numberOf(addDays(first, -1));
}
