import { sql } from 'kysely';

/**
 * What is hashed of an entry `e` at its place `c`. Said here once more and not taken from the database's function: who
 * changes the function changes nothing of what is checked.
 */
export const hashedText = sql<string>`jsonb_build_array(c.seq, e.id, ${instant('at')}, ${instant('recorded_at')}, e.kind, e.actor_id,
  e.actor, e.party_id, e.agreement_id, e.subject, e.data, e.illustrative)::text`;

/** The hash that an entry must have after the one before it. */
export const madeHash = sql<Buffer>`sha256(c.previous || convert_to(${hashedText}, 'UTF8'))`;

function instant(column: 'at' | 'recorded_at') {
  return sql`to_char(e.${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
