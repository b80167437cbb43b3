import { labelOf, type Deadline } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { Deciding } from '../change/deciding.js';
import type { Commitment } from '../commitment.entity.js';
import { proposalWaits } from '../plan/due-plan.js';

/** @throws RuleBroken where that deadline cannot be asked for, Conflict where another request waits for an answer */
export function mustAllowRequest(
  { commitment, state }: Pick<Deciding, 'commitment' | 'state'>,
  due: Deadline,
  today: Day,
): void {
  commitment.mustAllowDeadline(due, today);
  if (state.request) throw new Conflict(onlyOne);
  if (state.dueProposed) throw new RuleBroken(proposalWaits, 'due');
}

/** What an event says of a request, beside its id. */
export function askedFor(commitment: Commitment, due: Deadline, reason: string): Record<string, unknown> {
  const isForFirstDate = !commitment.dueOn;
  return { from: labelOf(commitment.due), to: labelOf(due), reason, ...asFirstDate({ isForFirstDate }) };
}

/** What it says of one that extends nothing. */
export const asFirstDate = ({ isForFirstDate }: { isForFirstDate: boolean }) =>
  isForFirstDate ? { firstDate: true } : {};

const onlyOne = {
  vi: 'Đã có một đề nghị về thời hạn đang chờ giải quyết cho cam kết này.',
  en: 'There is already an open request about the deadline of this commitment.',
};
