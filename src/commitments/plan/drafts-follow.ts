import type { CommitmentState } from '../commitment-state.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { DraftMove } from '../drafts/hand-over.js';

/**
 * Where a plan has named another lead body, and the one that answered until now has no part any more.
 * @param state as it was read
 * @param before the lead body by its id, as it stood
 */
export function draftMoves(
  commitment: number,
  { sides }: CommitmentState,
  side: CommitmentSide,
  before: number,
): DraftMove | null {
  const led = Number(sides.find(({ party }) => party === side.partyId)!.leadBody);
  const stays = [side.leadBodyId, ...side.cooperatingIds].includes(led);
  return before === side.leadBodyId || stays ? null : { commitment, from: led, to: side.leadBodyId };
}
