import type { Status } from '../commitment.types.js';
import { matterKinds, type HolderRole, type MatterKind, type Reason } from './turn.types.js';

export interface Turn {
  role: HolderRole;
  why: Reason;
}

/** One side's part, as far as it depends on it whose turn it is. */
export interface PartState {
  status: Status;
  isSigned: boolean;
  isPlanConfirmed: boolean;
  /** Its completion was sent back, and it has said nothing since. */
  isReturned: boolean;
  /** The lead body has ended and nobody followed it. */
  isLeadBodyGone: boolean;
}

/** Whose turn an open part is: one holder, or null where it waits for nobody: signed, or withdrawn. */
export function turnOfPart(part: PartState): Turn | null {
  switch (part.status) {
    case 'not_started':
    case 'in_progress':
      if (part.isLeadBodyGone) return { role: 'coordinator', why: 'lead_body_gone' };
      return { role: 'lead_body', why: part.isReturned ? 'returned' : 'works' };
    case 'suspended':
      return { role: 'coordinator', why: 'suspended' };
    case 'completed':
      return part.isSigned ? null : { role: 'leader', why: 'signs' };
    case 'withdrawn':
      return null;
  }
}

/** A plan that the side's coordinator has not confirmed; nothing is left to plan of what is declared or withdrawn. */
export function turnOfPlan({ status, isPlanConfirmed }: PartState): Turn | null {
  const isToDo = status === 'not_started' || status === 'in_progress' || status === 'suspended';
  return isToDo && !isPlanConfirmed ? { role: 'coordinator', why: 'confirms_plan' } : null;
}

/** A deadline still to be set, whose review day has come: each side's coordinator looks at it again, for that side. */
export function turnOfReview({ isUpForReview }: { isUpForReview: boolean }): Turn | null {
  return isUpForReview ? { role: 'coordinator', why: 'reviews_deadline' } : null;
}

export interface OpenRequest<Party> {
  /** The side that asked. */
  party: Party;
  isDecided: boolean;
  answeredBy: readonly Party[];
}

/**
 * An extension that is asked for: first the leader of the side that asks, then the coordinators of the others who have not
 * answered, one after the other.
 * @param parties in the order of the agreement
 */
export function turnOfExtension<Party>(
  request: OpenRequest<Party>,
  parties: readonly Party[],
): (Turn & { party: Party }) | null {
  if (!request.isDecided) return { role: 'leader', why: 'decides_extension', party: request.party };
  const next = parties.find((party) => party !== request.party && !request.answeredBy.includes(party));
  return next === undefined ? null : { role: 'other_coordinator', why: 'agrees_to_extension', party: next };
}

/** A matter, as far as its place among those of one commitment depends on it. */
export interface Ranked {
  kind: MatterKind;
  /** Working days past its deadline or limit; null within it. */
  past: number | null;
  /** Of the side whose matter it is, in the order of the agreement. */
  place: number;
}

/** What leaders direct last: it holds nothing back. Past their deadline or limit first, longest past before; then by kind; then by side. */
export function inOrder(one: Ranked, other: Ranked): number {
  return (
    Number(one.kind === 'directive') - Number(other.kind === 'directive') ||
    Number(other.past !== null) - Number(one.past !== null) ||
    (other.past ?? 0) - (one.past ?? 0) ||
    matterKinds.indexOf(one.kind) - matterKinds.indexOf(other.kind) ||
    one.place - other.place
  );
}
