import { sql, type RawBuilder } from 'kysely';
import type { CommitmentState } from '../commitment-state.js';
import type { CommitmentSide } from '../commitment.entity.js';

/** What a body was writing of a commitment goes to another. */
export interface DraftMove {
  commitment: number;
  from: number;
  to: number;
}

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

/** As with a body that has ended: the draft goes to the one that leads now, unless that has a draft of its own. */
export const draftsFollow = (moves: readonly DraftMove[]): RawBuilder<unknown> => sql`
  update report_draft d set body_id = m."to" from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (commitment integer, "from" integer, "to" integer)
  where d.commitment_id = m.commitment and d.body_id = m."from"
    and not exists (select 1 from report_draft o where o.commitment_id = d.commitment_id and o.body_id = m."to")`;
