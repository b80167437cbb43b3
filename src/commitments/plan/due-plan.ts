import { isDeepStrictEqual } from 'node:util';
import { lastDayOf, type Deadline } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { Precision } from '../../calendar/deadline.js';

/** What was said of a deadline beside the one that counts, as it is kept; `{}` where nothing was. */
export interface DuePlan {
  /** Sides whose confirmation of the deadline fell; what they had agreed for their own part stands. */
  fell?: number[];
  /** Every side has confirmed it: from then on an extension moves it, and nothing else. */
  stands?: true;
  /** Counts once every side has confirmed it. */
  proposed?: ProposedDue;
}

export interface ProposedDue {
  precision: Exclude<Precision, 'ongoing'>;
  value: string;
  /** The side that proposes it; null for an agreement file. */
  by: number | null;
  at: string;
}

/** Without what says nothing, so that the same is the same value. */
export function duePlan({ fell = [], stands, proposed }: DuePlan): DuePlan {
  return {
    ...(fell.length > 0 ? { fell } : {}),
    ...(stands ? { stands } : {}),
    ...(proposed ? { proposed } : {}),
  };
}

/** What it says when it counts. */
export const deadlineOf = ({ precision, value }: ProposedDue): Deadline => ({ precision, value });

export const isSameDue = (one: Deadline, other: Deadline) =>
  isDeepStrictEqual([one.precision, one.value], [other.precision, other.value]);

/** @throws RuleBroken where it has no last day, or that is past */
export function proposedDue(due: Deadline, by: number | null, at: Date, today: Day): ProposedDue {
  const { precision, value } = due;
  if (precision === 'ongoing' || value === null) throw new RuleBroken(needsDay, 'due');
  if (lastDayOf(due)! < today) throw new RuleBroken(past, 'due');
  return { precision, value, by, at: at.toISOString() };
}

const needsDay = {
  vi: 'Kế hoạch nêu thời hạn cụ thể: ngày, tháng, quý hoặc năm.',
  en: 'A plan names a deadline that ends: a date, month, quarter or year.',
};
const past = {
  vi: 'Thời hạn phải từ ngày hôm nay trở đi.',
  en: 'The deadline must be today or later.',
};

/** Why a plan does not move the deadline. */
export const dueStands = {
  vi: 'Thời hạn đã được tất cả các bên thống nhất: chỉ thay đổi khi gia hạn hoặc điều chỉnh thỏa thuận.',
  en: 'Every side has agreed on the deadline: only an extension or an amendment moves it.',
};
export const firstDate = {
  vi: 'Tất cả các bên đã xác nhận kế hoạch khi chưa có thời hạn. Hãy đề nghị thời hạn đầu tiên.',
  en: 'Every side has confirmed the plan without a date. Propose the first date by a request.',
};
export const requestWaits = {
  vi: 'Đang có một đề nghị về thời hạn của cam kết này chờ trả lời. Hãy trả lời đề nghị đó trước.',
  en: 'A request about the deadline of this commitment is waiting. Answer it first.',
};
export const proposalWaits = {
  vi: 'Đang có thời hạn khác được đề xuất trong kế hoạch. Văn phòng cấp ủy xác nhận kế hoạch hoặc đề xuất thời hạn khác trước.',
  en: 'Another deadline is proposed in the plan. The committee offices first confirm the plan or propose another deadline.',
};
export const pastMeanwhile = {
  vi: 'Thời hạn được đề xuất nay đã qua. Hãy đề xuất thời hạn khác trong kế hoạch.',
  en: 'The proposed deadline has passed by now. Propose another one in the plan.',
};
