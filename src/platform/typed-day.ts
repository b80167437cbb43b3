import { DAYS, isDay, type Day } from './clock.js';
import { fold } from './text.js';

/** Why what was typed is no day: another shape, a year cut short, a day that the calendar has not, one far away. */
export type DayFault = 'shape' | 'year' | 'missing' | 'range';

export type TypedDay = { day: Day } | { fault: DayFault };

/** As people write days: `5/11/2019`, `05-11-2019`, `5.11.2019`; `05112019` where the keys of a phone have no stroke. */
const written = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d+)$|^(\d{2})(\d{2})(\d{4})$/;

/** Longer than any day that is typed or pasted, signs that do not show among them. */
const MOST = 40;

/**
 * A day as it was typed: day, month, year. As programs and old addresses write it, `2019-11-05`, it is read too. Blanks
 * around it, signs that do not show, wide figures and every kind of dash are no fault.
 */
export function readTypedDay(text: string): TypedDay {
  const typed = text.length > MOST ? '' : narrow(fold(text));
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return dayOrFault(typed);
  const [, d1, m1, y1, d2, m2, y2] = written.exec(typed) ?? [];
  const [day, month, year] = d1 ? [d1, m1, y1] : [d2, m2, y2];
  if (!day || !month || !year) return { fault: 'shape' };
  if (year.length !== 4) return { fault: 'year' };
  return dayOrFault(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The figures and strokes of Chinese and Japanese keyboards are as wide as their letters. */
function narrow(text: string): string {
  return text.replace(/[\uFF0D-\uFF19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function dayOrFault(day: Day): TypedDay {
  if (isDay(day)) return { day };
  const isFar = day.slice(0, 4) < DAYS.first.slice(0, 4) || day.slice(0, 4) > DAYS.last.slice(0, 4);
  return { fault: isFar ? 'range' : 'missing' };
}

/** A day as it stands in a box, `05/11/2019`; what is no day stands there as it was typed. */
export function dayInBox(value: string): string {
  return isDay(value) ? value.split('-').reverse().join('/') : value;
}
