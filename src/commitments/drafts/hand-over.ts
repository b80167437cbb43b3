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

/** What a body was writing of a commitment goes to another. */
export interface DraftMove {
  commitment: number;
  from: number;
  to: number;
}

/** Drafts of bodies that lead a commitment no more go to those that do, unless these have one of their own; and what came by mail. */
export async function handDraftsTo(em: EntityManager, moves: readonly DraftMove[], by: By): Promise<void> {
  if (moves.length === 0) return;
  const moved = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (commitment integer, "from" integer, "to" integer)`;
  const { rows } = await sql<Handed>`
    with by_mail as (
      update mail_draft d set body_id = m."to" from ${moved}
      where d.commitment_id = m.commitment and d.body_id = m."from" and d.content is not null),
    handed as (
      update report_draft d set body_id = m."to" from ${moved}
      where d.commitment_id = m.commitment and d.body_id = m."from"
        and not exists (select 1 from report_draft o where o.commitment_id = d.commitment_id and o.body_id = m."to")
      returning d.commitment_id, m."from" as from_id, m."to" as to_id)
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
