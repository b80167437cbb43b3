import { formatDay } from '../../calendar/deadline.js';
import { addDays, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { NotificationSettings } from './notification-settings.types.js';

/** Longer than a holiday and its make-up days; whoever is away for longer has a successor. */
export const MOST_DAYS_PAUSED = 45;

/** What of it is changed has to be near. @throws RuleBroken for days that are over, too far, or the wrong way round */
export function mustBeNear(
  { pausedFrom, pausedUntil }: NotificationSettings,
  changes: object,
  today: Day,
): void {
  const last = addDays(today, MOST_DAYS_PAUSED);
  if ('pausedUntil' in changes && pausedUntil !== null && (pausedUntil < today || pausedUntil > last))
    throw new RuleBroken(notNear(today, last), 'pausedUntil');
  if (pausedFrom === null) return;
  if (pausedUntil === null) throw new RuleBroken(lastDayToo, 'pausedUntil');
  if ('pausedFrom' in changes && pausedFrom < today) throw new RuleBroken(begunAlready(today), 'pausedFrom');
  if (pausedFrom > pausedUntil) throw new RuleBroken(wrongWayRound, 'pausedFrom');
}

const notNear = (today: Day, last: Day) => ({
  vi: `Ngày cuối tạm ngừng phải từ hôm nay (${formatDay(today)}) đến ${formatDay(last)}.`,
  en: `The last day of a pause must be between today (${formatDay(today)}) and ${formatDay(last)}.`,
});
const begunAlready = (today: Day) => ({
  vi: `Ngày đầu phải từ hôm nay (${formatDay(today)}); nếu đã vắng mặt thì để trống.`,
  en: `The first day must not be before today (${formatDay(today)}); leave it empty if the absence has begun.`,
});
const lastDayToo = {
  vi: 'Hãy ghi cả ngày cuối.',
  en: 'Enter the last day too.',
};
const wrongWayRound = {
  vi: 'Ngày đầu phải không sau ngày cuối.',
  en: 'The first day must not be after the last.',
};
export const mayNot = {
  vi: 'Người làm thay phải cùng bên: cùng chức trách ở cùng cơ quan, hoặc là tài khoản điều phối của văn phòng cấp ủy, và đang hoạt động.',
  en: 'A stand-in must be active and on your side: in the same role in the same body, or a coordinator of your committee office.',
};
export const isAwayToo = {
  vi: 'Tài khoản này cũng có người làm thay trong những ngày đó. Hãy chọn tài khoản khác.',
  en: 'This account has a stand-in of its own on some of these days. Choose another account.',
};
export const standsForOther = (name: BilingualText) => ({
  vi: `Tài khoản này đang làm thay cho ${name.vi} trong những ngày đó, nên không có người làm thay được. ${name.vi} cần chọn người khác trước.`,
  en: `This account stands in for ${name.en} on some of these days, so nobody can stand in for it. ${name.en} must choose someone else first.`,
});
