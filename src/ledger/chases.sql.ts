import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../platform/clock.js';

/**
 * Rows `r` of the ledger that are chases: they went out after the deadline, by a rule or by hand, to the body that held the part then, or to
 * whoever stands in for it. Lines to the offices, and steps put to others, are none. Kept by the database when the row goes out.
 */
const chases = sql`ledger_row r where r.is_chase`;

/** Times chased up to a day, for one commitment: where few rows are shown. A day counts once, however many were told. */
export function timesChased(commitmentId: RawBuilder<unknown>, asOf: Day): RawBuilder<number> {
  return sql`(select count(distinct r.day)::integer from ${chases} and r.day <= ${asOf}::date and r.commitment_id = ${commitmentId})`;
}

/** The same for all in one go: rows of `commitment_id` and `times`, where any. @param among a query of the ids that are asked for */
export function chasedTimes(asOf: Day, among?: RawBuilder<unknown>): RawBuilder<unknown> {
  const asked = among ? sql`and r.commitment_id in (${among})` : sql``;
  return sql`(select r.commitment_id, count(distinct r.day)::integer as times from ${chases} and r.day <= ${asOf}::date ${asked} group by 1)`;
}

/** When a commitment was last chased; null where it never was. */
export function lastChasedOn(commitmentId: number): RawBuilder<Day | null> {
  return sql`(select max(r.day)::text from ${chases} and r.commitment_id = ${commitmentId})`;
}
