import type { Day } from '../../platform/clock.js';
import { bodyInCharge, isLagging, isOpen } from './planner.js';
import type { SkipReason } from '../ledger/reasons.js';
import type { WaitingNow } from './waiting.sql.js';
import { waitersOf } from './waits.js';
import {
  type BodySpan,
  NO_DEADLINE,
  type OpenCommitment,
  type PlannerInput,
  type Recipient,
} from './planner.types.js';

export interface PlannedRow {
  commitmentId: number;
  rule: string;
  dueVersion: number;
  day: Day;
}

/** How things stand now, as far as rows that were planned depend on it. */
export interface Now {
  commitments: ReadonlyMap<number, OpenCommitment>;
  bodies: ReadonlyMap<number, BodySpan>;
  /** All that waits in these commitments, in whosever hands. */
  waiting: ReadonlyMap<number, readonly WaitingNow[]>;
  book: PlannerInput['book'];
  /** At least the leaders and coordinators of the sides for whom something waits. */
  people: readonly Recipient[];
}

/** Why a row that was planned is not to be sent after all, given how things stand now; null where it still is. */
export function reasonToSkip(
  row: PlannedRow,
  recipient: Recipient & { active: boolean },
  now: Now,
): SkipReason | null {
  if (!recipient.active) return 'account_disabled';
  if (row.dueVersion === NO_DEADLINE) return reasonNoLongerToWait(row, recipient, now);
  return reasonNoLongerDue(row, now.commitments.get(row.commitmentId)!, recipient, now.bodies);
}

function reasonNoLongerDue(
  row: PlannedRow,
  commitment: OpenCommitment,
  recipient: Recipient,
  bodies: Now['bodies'],
): SkipReason | null {
  if (!isOpen(commitment.status)) return commitment.status;
  if (commitment.dueVersion !== row.dueVersion) return 'deadline_changed';
  if (recipient.role === 'coordinator') {
    return commitment.partyIds.includes(recipient.partyId ?? 0) ? null : 'no_longer_assigned';
  }
  const led = commitment.sides.filter(
    ({ leadBodyId }) => bodyInCharge(leadBodyId, bodies, row.day) === recipient.bodyId,
  );
  if (recipient.role !== 'liaison' || led.length === 0) return 'no_longer_assigned';
  if (led.some(isLagging)) return null;
  if (led.some(({ isUnderReview }) => isUnderReview)) return 'under_review';
  return led.every(({ status }) => status === 'completed') ? 'side_completed' : 'side_stopped';
}

/** Whatever was said of it when it was planned: what has waited long enough, and still waits for the recipient, is told. */
function reasonNoLongerToWait(row: PlannedRow, recipient: Recipient, now: Now): SkipReason | null {
  const waiting = now.waiting.get(row.commitmentId) ?? [];
  const isLong = ({ agreementId, kind, held }: WaitingNow) =>
    now.book.of(agreementId).rules.some((rule) => rule.kind === kind && held >= rule.days);
  const peopleFor = waitersOf(now.people);
  if (waiting.some((one) => isLong(one) && peopleFor(one).includes(recipient.id))) return null;
  const ofSide = waiting.filter(({ partyId }) => partyId === recipient.partyId);
  if (ofSide.length === 0) return 'no_longer_waits';
  const planned = now.book.named(row.rule);
  const isStillThere = ofSide.some((one) => one.kind === planned?.kind && isLong(one));
  return isStillThere ? 'no_longer_assigned' : 'passed_on';
}
