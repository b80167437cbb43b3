import { sql, type RawBuilder } from 'kysely';
import { dayOfInstant } from '../../platform/day.sql.js';
import { isPublished } from '../evidence/seen.sql.js';
import type { Changing } from '../commitments.service.js';
import type { Ground } from './declaration.js';

/** What a completion of the own part is judged by, as it stands inside the change. */
export async function groundOf({ em, commitment, side }: Changing): Promise<Ground> {
  const { rows } = await sql<Omit<Ground, 'standing'>>`
    select a.period_from::text as "firstDay", a.evidence_required as "evidenceRequired", ${proofsOf(sql`${side.id}::integer`)} as evidence
    from agreement a where a.id = ${commitment.agreementId}`.execute(em.getKysely());
  return { ...rows[0]!, standing: side.doneOn ?? null };
}

/** What stands as proof of a part, as JSON. */
export const proofsOf = (sideId: RawBuilder<unknown>): RawBuilder<Ground['evidence']> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'day', coalesce(e.issued_on, ${dayOfInstant(sql`e.at`)}),
    'isOwn', e.for_review and not ${isPublished('e')}) order by e.id), '[]')
  from evidence e where e.side_id = ${sideId} and e.withdrawn_at is null)`;
