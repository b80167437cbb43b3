import { sql, type RawBuilder } from 'kysely';
import { cooperatingOf } from '../change/tracked.js';

/**
 * The cooperating bodies of a side on the day that is read, over a row of `sidesAt`: those the history had, or, where
 * `cooperating` is null there, those of today's table. In the form in which each query is fast.
 */

/** As an array, for the few rows that are shown. */
export function cooperatingIds(side: 'sd'): RawBuilder<unknown> {
  return sql.raw(`coalesce(${side}.cooperating, ${cooperatingOf(side)})`);
}

/** As rows of `commitment_id, body_id`, for all sides of a source at once. */
export function cooperatingIn(source: 'sides'): RawBuilder<unknown> {
  return sql.raw(`
    select x.commitment_id, cb.body_id from ${source} x join cooperating_body cb on cb.side_id = x.id where x.cooperating is null
    union all select x.commitment_id, unnest(x.cooperating) from ${source} x where x.cooperating is not null`);
}

/** Whether one of some bodies is among them. */
export function cooperatesAnyOf(bodies: RawBuilder<unknown>, side: 'sd'): RawBuilder<unknown> {
  const [ids, id] = [sql.ref(`${side}.cooperating`), sql.ref(`${side}.id`)];
  return sql`(${ids} && ${bodies} or (${ids} is null
    and exists (select 1 from cooperating_body cb where cb.side_id = ${id} and cb.body_id = any(${bodies}))))`;
}
