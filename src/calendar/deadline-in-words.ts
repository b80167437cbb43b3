import { isDay, type Day } from '../platform/clock.js';
import { fold } from '../platform/text.js';
import { readTypedDay } from '../platform/typed-day.js';
import { isDeadline, lastDayOf, type Deadline } from './deadline.js';

export type DeadlineRead =
  { due: Deadline } | { fault: 'no_date' | 'impossible_year' | 'date_out_of_period' | 'unreadable_date' };

/** A year so far from the period is a slip of the pen, not a deadline. */
const FAR_YEARS = 10;

/**
 * A deadline as offices write it, with the precision that was said: a date, or as text `30/9/2019`, `30.9.2019`, `2019-09-30`,
 * `ngày 30 tháng 9 năm 2019`; `tháng 9/2019`, `9/2019`; `quý III/2019`, `Q3/2019`; `năm 2020`, `2020`; `thường xuyên`.
 * @param period of the agreement
 */
export function readDeadline(text: string, period: { from: Day; to: Day }): DeadlineRead {
  if (text === '') return { fault: 'no_date' };
  const said = asSaid(text);
  if (!said) return { fault: 'unreadable_date' };
  if (said.value === null) return { due: said };
  const year = Number(said.value.slice(0, 4));
  const [first, last] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
  if (year < first - FAR_YEARS || year > last + FAR_YEARS) return { fault: 'impossible_year' };
  if (!isDeadline(said)) return { fault: 'unreadable_date' };
  const day = lastDayOf(said)!;
  return day < period.from || firstDayOf(said) > period.to ? { fault: 'date_out_of_period' } : { due: said };
}

const ongoing = new Set(['thuong xuyen', 'hang nam', 'continuing', 'ongoing', 'regularly']);
const quarters = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
]);
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Null where it is no way of saying one. The year is not looked at. */
function asSaid(typed: string): Deadline | null {
  const text = fold(typed)
    .replace(/\s*([/.-])\s*/g, '$1')
    .replace(/^(truoc|han|den|by) (?=\S)/, '')
    .replace(/\.$/, '');
  if (ongoing.has(text)) return { precision: 'ongoing', value: null };
  const asDay = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/.exec(text);
  const day = dayIn(asDay ? `${asDay[1]}/${asDay[2]}/${asDay[3]}` : text.replace(/^ngay /, ''));
  if (day) return { precision: 'date', value: day };
  const quarter = /^(?:quy|quarter|q) ?([1-4]|i{1,3}|iv)(?:[/-]| nam | )(\d{4})$/.exec(text);
  if (quarter)
    return { precision: 'quarter', value: `${quarter[2]}-Q${quarters.get(quarter[1]!) ?? quarter[1]}` };
  const month = /^(?:thang )?(\d{1,2})(?:[/-]| nam )(\d{4})$/.exec(text);
  if (month) return monthOf(Number(month[1]), month[2]!);
  const inEnglish = /^([a-z]{3})[a-z]* (\d{4})$/.exec(text);
  if (inEnglish && months.includes(inEnglish[1]!))
    return monthOf(months.indexOf(inEnglish[1]!) + 1, inEnglish[2]!);
  const year = /^(?:nam |year )?(\d{4})$/.exec(text);
  return year ? { precision: 'year', value: year[1]! } : null;
}

function monthOf(month: number, year: string): Deadline | null {
  return month >= 1 && month <= 12
    ? { precision: 'month', value: `${year}-${String(month).padStart(2, '0')}` }
    : null;
}

/** Also one in a year that no calendar here has, so that it is told as that. */
function dayIn(text: string): Day | null {
  const read = readTypedDay(text);
  if ('day' in read) return read.day;
  if (read.fault !== 'range') return null;
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return day
    ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`
    : isDay(text)
      ? text
      : text.slice(0, 10);
}

function firstDayOf({ precision, value }: Deadline): Day {
  if (precision === 'date') return value!;
  if (precision === 'month') return `${value}-01`;
  const year = value!.slice(0, 4);
  if (precision === 'year') return `${year}-01-01`;
  return `${year}-${String(Number(value!.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
}
