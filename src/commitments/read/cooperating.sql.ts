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

/** As rows, for all sides at once. */
export function cooperatingRows(side: 'x'): RawBuilder<unknown> {
  return sql.raw(`
    select cb.body_id from cooperating_body cb where ${side}.cooperating is null and cb.side_id = ${side}.id
    union all select unnest(${side}.cooperating)`);
}

/** Whether one of some bodies is among them. */
export function cooperatesAnyOf(bodies: RawBuilder<unknown>, side: 'sd'): RawBuilder<unknown> {
  const [ids, id] = [sql.ref(`${side}.cooperating`), sql.ref(`${side}.id`)];
  return sql`(${ids} && ${bodies} or (${ids} is null
    and exists (select 1 from cooperating_body cb where cb.side_id = ${id} and cb.body_id = any(${bodies}))))`;
}
