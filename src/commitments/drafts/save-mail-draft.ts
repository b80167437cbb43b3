import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DraftContent } from './draft.types.js';
import { record } from './draft-writing.js';
import { MOST_SAVINGS, type MailLink } from './mail-draft.types.js';

/**
 * In the transaction that has found the link good. The same text once more, as a second press sends it, is the saving that is there.
 * @param from the address of whoever sent it
 * @returns which saving of this link it is; null where it has had all of them
 */
export async function saveMailDraft(
  em: EntityManager,
  { digestId, commitmentId, userId, bodyId }: MailLink,
  { content, at, from }: { content: DraftContent; at: Date; from: string },
): Promise<number | null> {
  const db = em.getKysely();
  const isOfLink = sql`m.digest_id = ${digestId} and m.commitment_id = ${commitmentId}`;
  const text = sql`${JSON.stringify(content)}::jsonb`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail_draft ${digestId} ${commitmentId}`}, 0))`.execute(
    db,
  );
  const { rows: same } = await sql<{ number: number }>`
    select m.number from mail_draft m where ${isOfLink} and m.content = ${text}`.execute(db);
  if (same[0]) return same[0].number;
  const { rows } = await sql<{ number: number }>`
    insert into mail_draft (digest_id, commitment_id, number, body_id, user_id, content, saved_at)
    select ${digestId}::bigint, ${commitmentId}::integer, coalesce(max(m.number), 0) + 1, ${bodyId}::integer, ${userId}::integer, ${text}, ${at}::timestamptz
    from mail_draft m where ${isOfLink} having coalesce(max(m.number), 0) < ${MOST_SAVINGS}
    returning number`.execute(db);
  if (!rows[0]) return null;
  await record(em, 'commitment.mail_draft_saved', { id: commitmentId, actor: null, at }, { address: from });
  return rows[0].number;
}
