import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { By } from '../identity/actor.js';
import { standInIdOf } from '../identity/other-hand.js';
import type { StaleRow } from './as-seen.js';
import type { RowChange } from './changes/row-change.js';

/**
 * Whether all that happened to these commitments since is this very act by the same account, as when a form is sent twice: each has moved on by one
 * version, and its last event of the kind says the same.
 */
export async function isDoneAlready(
  em: EntityManager,
  stale: readonly StaleRow[],
  { told: { kind, data } }: RowChange,
  { actor }: By,
): Promise<boolean> {
  const { rows } = await sql<{ done: number }>`
    select count(*)::integer as done
    from jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) as s (id integer, version integer)
    join commitment c on c.id = s.id and c.version = s.version + 1
    cross join lateral (select e.user_id, e.stand_in, e.data from commitment_event e
      where e.commitment_id = c.id and e.kind = ${kind}::text and e.party_id = ${actor.partyId}::integer order by e.id desc limit 1) e
    where e.user_id = ${actor.userId}::integer and (e.stand_in ->> 'id')::integer is not distinct from ${standInIdOf(actor)}::integer
      and e.data @> ${JSON.stringify(data)}::jsonb`.execute(em.getKysely());
  return rows[0]!.done === stale.length;
}
