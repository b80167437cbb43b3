import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../platform/clock.js';

/**
 * The bodies for which a body answers on a day: itself, as long as nothing has followed it, and those that it followed,
 * once their last day had passed. As an array of ids, made once a statement.
 */
export function answeredForBy(bodyId: RawBuilder<unknown>, day: Day): RawBuilder<number[]> {
  return sql<number[]>`array(
    select b.id from body b
    where (b.id = ${bodyId} or (b.last_day < ${day}::date and b.successor_id is not null))
      and body_in_charge(b.id, ${day}::date) = ${bodyId})`;
}

/** Whether a body answers on a day for one of several. */
export async function answersForOne(
  em: EntityManager,
  bodyId: number,
  bodies: readonly number[],
  day: Day,
): Promise<boolean> {
  const { rows } = await sql<{ answers: boolean }>`
    select exists (select 1 from unnest(${[...bodies]}::integer[]) b where body_in_charge(b, ${day}::date) = ${bodyId}) as answers`.execute(
    em.getKysely(),
  );
  return rows[0]!.answers;
}
