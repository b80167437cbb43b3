import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { appendAudit, type AuditActor } from '../../audit/audit.js';
import { dayOf } from '../../platform/clock.js';
import { handMailDraftsOver } from './mail-draft-upkeep.js';

/** A draft that has gone from one body to another: codes of both, and the commitment's. */
interface Handed {
  agreementId: number;
  subject: string;
  from: string;
  to: string;
}

interface By {
  at: Date;
  /** Null where no account brought it about. */
  actor: AuditActor | null;
}

/**
 * Drafts of bodies that have ended go to those that answer for them; where that has one of its own, that stays.
 * @returns how many
 */
export async function handDraftsOver(em: EntityManager, by: By): Promise<number> {
  await handMailDraftsOver(em, dayOf(by.at));
  const { rows } = await sql<Handed>`
    with ended as (
      select d.commitment_id, d.body_id, d.version, body_in_charge(b.id, ${dayOf(by.at)}::date) as to_id
      from report_draft d join body b on b.id = d.body_id where b.last_day < ${dayOf(by.at)}::date and b.successor_id is not null),
    handed as (
      update report_draft d set body_id = e.to_id from ended e
      where d.commitment_id = e.commitment_id and d.body_id = e.body_id and e.to_id <> e.body_id
        and not exists (select 1 from report_draft o where o.commitment_id = e.commitment_id and o.body_id = e.to_id)
        and not exists (select 1 from ended o where o.commitment_id = e.commitment_id and o.to_id = e.to_id and o.version > e.version)
      returning d.commitment_id, e.body_id as from_id, e.to_id)
    ${named}`.execute(em.getKysely());
  return record(em, rows, by);
}

/** The draft of a body that leads a commitment no more goes to the one that does, unless that has one of its own; and what came by mail. */
export async function handDraftTo(
  em: EntityManager,
  { commitmentId, from, to }: { commitmentId: number; from: number; to: number },
  by: By,
): Promise<void> {
  await sql`update mail_draft set body_id = ${to} where commitment_id = ${commitmentId} and body_id = ${from} and content is not null`.execute(
    em.getKysely(),
  );
  const { rows } = await sql<Handed>`
    with handed as (
      update report_draft d set body_id = ${to} where d.commitment_id = ${commitmentId} and d.body_id = ${from}
        and not exists (select 1 from report_draft o where o.commitment_id = d.commitment_id and o.body_id = ${to})
      returning d.commitment_id, ${from}::integer as from_id, ${to}::integer as to_id)
    ${named}`.execute(em.getKysely());
  await record(em, rows, by);
}

const named = sql`select c.agreement_id as "agreementId", c.code as subject, f.code as "from", t.code as "to"
  from handed h join commitment c on c.id = h.commitment_id join body f on f.id = h.from_id join body t on t.id = h.to_id order by c.id`;

/** Of which commitment and between which bodies, and no word of what it says. */
async function record(em: EntityManager, rows: readonly Handed[], { at, actor }: By): Promise<number> {
  const entries = rows.map(({ agreementId, subject, from, to }) => ({
    kind: 'commitment.draft_handed_over' as const,
    at,
    actor,
    agreementId,
    subject,
    data: { from, to },
  }));
  if (entries.length > 0) await appendAudit(em, ...entries);
  return rows.length;
}
