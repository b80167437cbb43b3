import { lastDayOf, type Deadline } from '../../calendar/deadline.js';
import { dayOf } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { Commitment, CommitmentSide } from '../commitment.entity.js';
import { isPlanConfirmed } from '../rules.js';
import { lacksDate } from '../undated/undated.js';
import {
  deadlineOf,
  duePlan,
  dueStands,
  firstDate,
  isSameDue,
  pastMeanwhile,
  proposedDue,
  type ProposedDue,
} from './due-plan.js';

const allConfirmed = ({ sides }: Commitment) => sides.getItems().every(isPlanConfirmed);

/** The deadline that is proposed and not agreed. What an older version confirmed or extended meanwhile is the present one. */
export function proposalOf(commitment: Commitment): ProposedDue | undefined {
  const isMoot = allConfirmed(commitment) || commitment.extensions > 0;
  return isMoot ? undefined : commitment.duePlan.proposed;
}

/** Whether every side has confirmed the deadline once, or it was agreed in another way: a plan moves it no more. */
export function isDueAgreed(commitment: Commitment): boolean {
  const { duePlan: plan, extensions, undated, isUndated } = commitment;
  return (
    Boolean(plan.stands) || extensions > 0 || (lacksDate(undated) && !isUndated) || allConfirmed(commitment)
  );
}

/** What a side had agreed for its own part stands, where only its confirmation of the deadline fell. */
export const hasFallen = ({ duePlan: { fell } }: Commitment, { partyId }: CommitmentSide) =>
  fell?.includes(partyId) ?? false;

export interface Proposing {
  /** Null where it is an agreement file. */
  side: CommitmentSide | null;
  at: Date;
}

/**
 * Another deadline than the one that is proposed, or counts, is put to the other sides: whoever had confirmed that one confirms again. The one
 * that counts goes on counting. To propose that very one takes the other back.
 * @returns whether there was anything to change
 * @throws RuleBroken where every side has confirmed the deadline, or the new one names no day, or a past one
 */
export function proposeDue(commitment: Commitment, due: Deadline, { side, at }: Proposing): boolean {
  const standing = proposalOf(commitment);
  if (isSameDue(due, standing ? deadlineOf(standing) : commitment.due)) return false;
  if (isDueAgreed(commitment)) throw new RuleBroken(commitment.isUndated ? firstDate : dueStands, 'due');
  const isPresent = isSameDue(due, commitment.due);
  const proposed = isPresent ? undefined : proposedDue(due, side?.partyId ?? null, at, dayOf(at));
  putToOthers(commitment, side, proposed);
  return true;
}

function putToOthers(
  commitment: Commitment,
  by: CommitmentSide | null,
  proposed: ProposedDue | undefined,
): void {
  const falling = commitment.sides.getItems().filter((side) => side !== by && isPlanConfirmed(side));
  for (const side of falling) side.withdrawPlanConfirmation();
  const before = commitment.duePlan.fell ?? [];
  const fell = [...before, ...falling.map(({ partyId }) => partyId)].sort((one, other) => one - other);
  commitment.duePlan = duePlan({ ...commitment.duePlan, fell, proposed });
}

/** The side agrees to owners, product and the deadline that is proposed, or counts. @returns whether anything changed, and the deadline that counts from now on */
export function confirmPlan(
  commitment: Commitment,
  side: CommitmentSide,
  userId: number | null,
  at: Date,
): { changed: boolean; agreed?: Deadline } {
  const proposed = proposalOf(commitment);
  if (!side.confirmPlan(userId, at)) return { changed: false };
  const fell = commitment.duePlan.fell?.filter((partyId) => partyId !== side.partyId);
  if (!allConfirmed(commitment)) {
    commitment.duePlan = duePlan({ ...commitment.duePlan, fell });
    return { changed: true };
  }
  const agreed = proposed && deadlineOf(proposed);
  if (agreed && lastDayOf(agreed)! < dayOf(at)) throw new RuleBroken(pastMeanwhile, 'due');
  if (agreed) commitment.agreeOn(agreed);
  commitment.duePlan = duePlan({ stands: commitment.isUndated ? undefined : true });
  return { changed: true, agreed };
}

/**
 * The side takes its confirmation back, and with it the deadline that it proposed: whoever had confirmed that one confirms again. One on which
 * all had agreed stands.
 * @returns whether anything changed, and the proposal that is dropped with it
 */
export function withdrawPlan(
  commitment: Commitment,
  side: CommitmentSide,
): { changed: boolean; dropped?: Deadline } {
  const stands = isDueAgreed(commitment) && !commitment.isUndated ? true : undefined;
  const proposed = proposalOf(commitment);
  if (!side.withdrawPlanConfirmation()) return { changed: false };
  if (stands) commitment.duePlan = duePlan({ ...commitment.duePlan, stands });
  if (proposed?.by !== side.partyId) return { changed: true };
  putToOthers(commitment, side, undefined);
  return { changed: true, dropped: deadlineOf(proposed) };
}
