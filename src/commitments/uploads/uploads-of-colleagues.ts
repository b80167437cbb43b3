import { sql, type RawBuilder } from 'kysely';
import { handOf, type Actor } from '../../identity/actor.js';
import type { BilingualText } from '../../platform/text.js';
import { bodyOf } from '../drafts/draft.sql.js';

/** Files that colleagues have here, of which a body that shares its draft is told this much: no name, no content. */
export interface OfColleagues {
  count: number;
  /** Names of their accounts. */
  by: BilingualText[];
}

/**
 * Of the other accounts of the actor's body, on one commitment, that no report has taken: they go with what these accounts send.
 * @param ids of these alone, where given
 */
export function ofColleagues(
  actor: Pick<Actor, 'userId' | 'bodyId' | 'partyId' | 'standIn'>,
  commitmentId: number,
  ids: readonly number[] | null = null,
): RawBuilder<OfColleagues> {
  const { userId, bodyId, partyId } = handOf(actor);
  const named = ids && [...ids];
  return sql<OfColleagues>`(
    select jsonb_build_object('count', count(*), 'by', coalesce(jsonb_agg(distinct c.name), '[]'::jsonb))
    from upload u join app_user c on c.id = u.user_id join commitment_side s on s.id = u.side_id
    where u.commitment_id = ${commitmentId} and u.user_id <> ${userId}::integer and u.evidence_id is null and u.expires_at > now()
      and s.party_id = ${partyId}::integer and c.party_id = s.party_id
      and coalesce(c.body_id, ${bodyOf({ bodyId: null, partyId })}) = ${bodyOf({ bodyId, partyId })}
      and (${named}::integer[] is null or u.id = any(${named}::integer[])))`;
}
