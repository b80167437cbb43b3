import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../platform/clock.js';

/**
 * The bodies for which a body answers on a day: itself, as long as nothing has followed it, and those that it followed,
 * once their last day had passed. As an array of ids, made once a statement.
 */
export function answeredForBy(bodyId: RawBuilder<unknown>, day: Day): RawBuilder<number[]> {
  const on = sql`${day}::date`;
  // Two parts, each of which finds its rows by an index: with `or` all bodies are looked at for each that is asked.
  return sql<number[]>`array(
    select b.id from body b where b.id = ${bodyId} and body_in_charge(b.id, ${on}) = ${bodyId}
    union all
    select b.id from body b where b.successor_id is not null and b.last_day < ${on} and body_in_charge(b.id, ${on}) = ${bodyId})`;
}

/** The id of the body that answers for the body `b` on a day: who followed is looked for only where it has ended. */
export function inChargeOf(b: RawBuilder<unknown>, day: Day | RawBuilder<unknown>): RawBuilder<number> {
  const on = sql`${day}::date`;
  return sql<number>`case when ${b}.last_day < ${on} then body_in_charge(${b}.id, ${on}) else ${b}.id end`;
}
