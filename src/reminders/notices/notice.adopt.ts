import { sql, type Kysely } from 'kysely';
import type { Gathering } from './notice.types.js';

export interface OlderNotice {
  id: number;
  recipientId: number;
}

/**
 * Gives a mail to what an older version wrote: that version sends each notice by itself, and goes on doing so while it still runs. What it has
 * sent, given up or tried keeps the Message-ID that it used. What it has in its hands is left to it.
 * @returns the rest, which is to be gathered
 */
export async function adopt(db: Kysely<unknown>, at: Gathering): Promise<OlderNotice[]> {
  const { rows } = await sql<{ id: number; recipientId: number; isNew: boolean }>`
    select id::integer, recipient_id as "recipientId", (sent_at is null and failed_at is null and attempts = 0) as "isNew" from notice
    where mail_id is null and (sent_at is not null or failed_at is not null or next_attempt_at <= now())
    order by recipient_id, id for update skip locked`.execute(db);
  await adoptTried(
    db,
    rows.filter(({ isNew }) => !isNew).map(({ id }) => id),
    at,
  );
  return rows.filter(({ isNew }) => isNew);
}

async function adoptTried(
  db: Kysely<unknown>,
  ids: readonly number[],
  { now, host }: Gathering,
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: number; mailId: number; status: string }>`
    with tried as (
      select n.*, e.day, case when n.sent_at is not null then 'sent' when n.failed_at is null then 'planned'
        when n.reason = 'no_longer_true' then 'skipped' else 'failed' end as became
      from notice n join commitment_event e on e.id = n.event_id where n.id = any(${ids}::bigint[])
    ), mails as (
      insert into notice_mail (recipient_id, day, message_id, status, attempts, due_at, created_at, sent_at, reason)
      select recipient_id, day, '<notice-' || id || ${`@${host}>`}, became, greatest(attempts, 1), ${now}::timestamptz, created_at, sent_at, reason from tried
      returning id, message_id
    )
    select t.id::integer, m.id::integer as "mailId", t.became as status from tried t join mails m on m.message_id = '<notice-' || t.id || ${`@${host}>`}`.execute(
    db,
  );
  await underMails(db, rows);
}

/** With a number of the reminders' row, which theirs was not. */
export async function underMails(
  db: Kysely<unknown>,
  rows: readonly { id: number; mailId: number; status: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update notice n set id = nextval('reminder_id_seq'), mail_id = r."mailId", status = r.status, next_attempt_at = 'infinity',
      commitment_id = (select e.commitment_id from commitment_event e where e.id = n.event_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id bigint, "mailId" bigint, status text) where n.id = r.id`.execute(
    db,
  );
}
