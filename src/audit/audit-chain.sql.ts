import { sql } from 'kysely';

/**
 * What is hashed of an entry `e` at its place `c`. Said here once more and not taken from the database's function: who
 * changes the function changes nothing of what is checked. Each function is named with its schema, so that one of the same
 * name elsewhere is not called in its stead.
 */
export const hashedText = sql<string>`pg_catalog.jsonb_build_array(c.seq, e.id, ${instant('at')}, ${instant('recorded_at')}, e.kind, e.actor_id,
  e.actor, e.party_id, e.agreement_id, e.subject, e.data, e.illustrative)::pg_catalog.text`;

function instant(column: 'at' | 'recorded_at') {
  return sql`pg_catalog.to_char(e.${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
