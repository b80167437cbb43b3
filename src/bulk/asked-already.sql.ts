import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Actor } from '../identity/actor.js';
import type { Day } from '../platform/clock.js';
import type { BulkItem } from './bulk.types.js';

/** About which of these commitments an account has chased for that day, in the same words. */
export async function wasAskedAlready(
  em: EntityManager,
  ids: readonly number[],
  { actor, day, text }: { actor: Pick<Actor, 'userId'>; day: Day; text: string | null },
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select distinct i.commitment_id as id from chase_item i join chase h on h.id = i.chase_id
    where i.commitment_id = any(${[...ids]}::integer[]) and i.day = ${day}::date and h.user_id = ${actor.userId}::integer
      and h.text is not distinct from ${text}::text`.execute(em.getKysely());
  return new Set(rows.map(({ id }) => id));
}

/** Whether commitments are at the versions at which they were read. Nothing is locked: what changes them later comes after what is done now. */
export async function areAsThey(em: EntityManager, items: readonly BulkItem[]): Promise<boolean> {
  const read = items.map(({ id, version }) => ({ id, version }));
  const { rows } = await sql<{ same: number }>`
    select count(*)::integer as same from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as r (id integer, version integer)
    join commitment c on c.id = r.id and c.version = r.version`.execute(em.getKysely());
  return rows[0]!.same === items.length;
}
