import { formatDay } from '../calendar/deadline.js';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import { addDays, type Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import type { ClosingState } from './periods.types.js';

/** In the code of what all sides have closed. */
export const JOINT = 'CHUNG';

/** What the numbers of a period and side count on in, over all agreements: `2019-11-HN`. */
export const seriesOf = (period: string, marker: string | null) => `${period}-${marker ?? JOINT}`;

/** `BC-2019-11-HN-01` */
export const codeOf = (series: string, number: number) => `BC-${series}-${String(number).padStart(2, '0')}`;

/** What a code may look like. */
export const FROZEN_CODE =
  /^BC-(?:19\d{2}|20\d{2}|2100)(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?-(?:[A-Z]{2,3}|CHUNG)-\d{2,9}$/;

/** From when on a side closes a period whatever it still owes. */
export const closableFrom = ({ dueOn }: Pick<AnyPeriod, 'dueOn'>): Day => addDays(dueOn, 1);

/**
 * How a side stands to the closing of a period: to be closed from the day after its reports' due day on, earlier where it has
 * ended and nothing is owed any more.
 * @param missing reports of the side that were owed and have not been given
 */
export function closingState(
  period: Pick<AnyPeriod, 'to' | 'dueOn'>,
  today: Day,
  { isClosed, missing }: { isClosed: boolean; missing: number },
): ClosingState {
  if (isClosed) return 'closed';
  if (today <= period.to) return 'running';
  return today >= closableFrom(period) || missing === 0 ? 'ready' : 'owing';
}

export const notEnded = ({ to }: Pick<AnyPeriod, 'to'>): BilingualText => ({
  vi: `Kỳ chưa kết thúc: số liệu của kỳ tính đến hết ngày ${formatDay(to)}.`,
  en: `The period has not ended: its figures run to the end of ${formatDay(to)}.`,
});

export const stillOwed = (period: Pick<AnyPeriod, 'dueOn'>, missing: number): BilingualText => ({
  vi: `Còn ${missing} báo cáo chưa có. Chốt được từ ngày ${formatDay(closableFrom(period))}, hoặc ngay khi đủ báo cáo.`,
  en: `${missing} ${missing === 1 ? 'report is' : 'reports are'} still missing. You can close the period from ${formatDay(closableFrom(period))}, or as soon as all reports are in.`,
});

export const notClosed: BilingualText = {
  vi: 'Kỳ này chưa chốt nên chưa có số liệu để đính chính.',
  en: 'This period has not been closed, so there is nothing to correct.',
};

export const nothingChanged = (code: string): BilingualText => ({
  vi: `Không có thay đổi nào so với ${code}: không cần phát hành số mới.`,
  en: `Nothing has changed since ${code}: no new number is needed.`,
});

export const issuedMeanwhile = (code: string): BilingualText => ({
  vi: `Số ${code} vừa được phát hành. Hãy xem số này trước.`,
  en: `${code} has just been issued. Read it first.`,
});
