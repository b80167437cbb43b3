import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Change } from '../commitments.service.js';

/** Whose draft it is. */
export type DraftOwner = Pick<Actor, 'bodyId' | 'partyId' | 'standIn'>;

export const ownerOf = ({
  body,
  party,
  standIn,
}: Pick<Viewer, 'body' | 'party' | 'standIn'>): DraftOwner => ({
  bodyId: body?.id ?? null,
  partyId: party?.id ?? null,
  standIn,
});

/**
 * The account's body; of a coordinator who is registered under none, the side's committee office. Who stands in writes in his own body's draft:
 * no office comes to read a body's through an officer's absence.
 */
export function bodyOf({ bodyId, partyId, standIn }: DraftOwner): RawBuilder<number | null> {
  const own = standIn ? standIn.bodyId : bodyId;
  return own === null
    ? sql`(select p.office_id from party p where p.id = ${partyId}::integer)`
    : sql`${own}::integer`;
}

/** A body's draft on a commitment as JSON; null where it has none. */
export const draftOf = (commitmentId: RawBuilder<unknown>, owner: DraftOwner) => sql`(
  select jsonb_build_object('version', d.version, 'content', d.content, 'savedAt', iso(d.saved_at), 'savedBy', d.author,
    'startedAt', iso(d.started_at))
  from report_draft d where d.commitment_id = ${commitmentId} and d.body_id = ${bodyOf(owner)})`;

/**
 * What is sent is no draft any more.
 * @param read the version from which it was sent, 0 for none: one saved since then stays. Whatever there is where it is not given
 */
export const draftSent = ({ id, actor }: Pick<Change, 'id' | 'actor'>, read?: number) => sql`
  delete from report_draft where commitment_id = ${id} and body_id = ${bodyOf(actor)}
    and version = coalesce(${read ?? null}::integer, version)`;

/** The same in the statement that writes a change: nothing goes where nothing is written. */
export const draftSentAlong = (change: Pick<Change, 'id' | 'actor'>, read?: number) =>
  sql`${draftSent(change, read)} and exists (select 1 from guard)`;
