import { sql, type RawBuilder } from 'kysely';

/**
 * The revision of the agreement `a`: the number in its row, and the steps that were left beside it while another's transaction held the row. To be
 * read in one statement, which sees both at one moment (docs/decisions/revision-steps.md).
 */
export const presentRevision = sql<number>`(a.revision + ${steps('count(*)', false)})`;

/** The same of what only one side reads. */
export const presentOwnRevision = sql<number>`(a.own_revision + ${steps('count(*)', true)})`;

export const lastChangedAt = sql<Date>`greatest(a.changed_at, ${steps('max(s.at)', false)})`;

function steps(told: 'count(*)' | 'max(s.at)', own: boolean): RawBuilder<unknown> {
  return sql`(select ${sql.raw(told)} from revision_step s where s.agreement_id = a.id and s.own = ${sql.lit(own)})`;
}
