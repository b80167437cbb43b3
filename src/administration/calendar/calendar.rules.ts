import { formatDay } from '../../calendar/deadline.js';
import { addDays, dayOf, daysBetween, weekdayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { NewDays } from './calendar.types.js';

const MOST_DAYS = 31;

/**
 * The days of a span that differ from what their weekday says: for a holiday those from Monday to Friday, for make-up
 * days those at weekends. The calendar holds nothing else (constraint `only_exceptions`).
 * @throws RuleBroken where the span is none, or no day of it differs
 */
export function daysThatDiffer(wanted: NewDays): Day[] {
  const { from, to, working } = wanted;
  const count = daysBetween(from, to) + 1;
  if (count < 1) throw new RuleBroken(backwards, 'to');
  if (from.slice(0, 4) !== to.slice(0, 4)) throw new RuleBroken(twoYears, 'to');
  if (count > MOST_DAYS) throw new RuleBroken(tooLong, 'to');
  const days = Array.from({ length: count }, (_, n) => addDays(from, n));
  const differing = days.filter((day) => isWeekend(day) === working);
  if (differing.length === 0) throw notAnException(wanted);
  return differing;
}

export function notAnException({ from, to, working }: NewDays): RuleBroken {
  const span = from === to ? formatDay(from) : `${formatDay(from)}–${formatDay(to)}`;
  return new RuleBroken(
    working
      ? {
          vi: `${span} là ngày làm việc bình thường: không cần nhập. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.`,
          en: `${span}: already a working day, no need to enter it. A make-up day is a Saturday or Sunday.`,
        }
      : {
          vi: `${span} là thứ Bảy hoặc Chủ nhật, đã là ngày nghỉ: không cần nhập. Nếu được nghỉ bù, hãy nhập ngày nghỉ bù.`,
          en: `${span}: already a day off (weekend), no need to enter it. If there is a day off in lieu, enter that day.`,
        },
    'from',
  );
}

/** A document that decides anything has been issued. */
export function mustBeIssued(issuedOn: Day, at: Date): void {
  if (issuedOn > dayOf(at)) throw new RuleBroken(notIssued, 'issuedOn');
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

const notIssued = {
  vi: 'Ngày của văn bản không được sau hôm nay.',
  en: 'The document’s date must not be after today.',
};
const backwards = {
  vi: '“Đến ngày” không được trước “Từ ngày”.',
  en: 'The last day must not be before the first.',
};
const twoYears = {
  vi: 'Đợt nghỉ qua hai năm: hãy nhập riêng phần của từng năm.',
  en: 'The days span two years: enter each year’s days separately.',
};
const tooLong = {
  vi: `Mỗi lần nhập tối đa ${MOST_DAYS} ngày.`,
  en: `At most ${MOST_DAYS} days at a time.`,
};
