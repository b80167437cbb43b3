import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../platform/clock.js';

/** Chases that went out: a day counts once, however many were told. `r` is the ledger's row. */
const chases = sql`reminder r join reminder_rule u on u.code = r.rule and u.kind = 'overdue' where r.status = 'sent'`;

/** Times chased up to a day, for one commitment: where few rows are shown. */
export function timesChased(commitmentId: RawBuilder<unknown>, asOf: Day): RawBuilder<number> {
  return sql`(select count(distinct r.day)::integer from ${chases} and r.day <= ${asOf}::date and r.commitment_id = ${commitmentId})`;
}

/** The same for all in one go: rows of `commitment_id` and `times`, where any. */
export function chasedTimes(asOf: Day): RawBuilder<unknown> {
  return sql`(select r.commitment_id, count(distinct r.day)::integer as times from ${chases} and r.day <= ${asOf}::date group by 1)`;
}

/** When a commitment was last chased; null where it never was. */
export function lastChasedOn(commitmentId: number): RawBuilder<Day | null> {
  return sql`(select max(r.day)::text from ${chases} and r.commitment_id = ${commitmentId})`;
}
