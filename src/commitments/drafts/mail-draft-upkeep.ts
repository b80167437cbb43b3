import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Day } from '../../platform/clock.js';

/** Of a body that has ended, to the one that answers for it. */
export async function handMailDraftsOver(em: EntityManager, today: Day): Promise<void> {
  await sql`
    update mail_draft m set body_id = body_in_charge(b.id, ${today}::date) from body b
    where b.id = m.body_id and m.content is not null and b.last_day < ${today}::date and b.successor_id is not null`.execute(
    em.getKysely(),
  );
}

/** Those that nobody has taken over for so long. */
export async function expireMailDrafts(em: EntityManager, before: Date, now: Date): Promise<void> {
  const { rows } = await sql<{ agreementId: number; subject: string }>`
    with gone as (
      update mail_draft set content = null, ended_at = ${now}, outcome = 'expired' where content is not null and saved_at < ${before} returning commitment_id)
    select c.agreement_id as "agreementId", c.code as subject from gone join commitment c on c.id = gone.commitment_id order by c.id`.execute(
    em.getKysely(),
  );
  const kind = 'commitment.mail_draft_expired';
  if (rows.length > 0)
    await appendAudit(em, ...rows.map((row) => ({ kind, at: now, actor: null, ...row }) as const));
}
