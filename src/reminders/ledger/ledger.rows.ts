import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { REFUSALS } from '../../platform/mail/mail-fault.js';
import type { PlannedReminder } from '../plan/planner.types.js';
import type { UnheardReason } from '../wishes/wishes.js';

export interface RowsToWrite {
  day: Day;
  /** The right side of Message-IDs. */
  host: string;
  rows: readonly PlannedReminder[];
  /** For illustrative history: written as sent at this instant. */
  sentAt?: Date;
}

/**
 * Writes rows of one day under their digests, one digest a recipient and day. What the unique keys already hold stays
 * as it is. Called inside a transaction that holds the day's run. @returns ids of the rows that are new
 */
export async function writeRows(
  db: Kysely<unknown>,
  { day, host, rows, sentAt }: RowsToWrite,
): Promise<number[]> {
  if (rows.length === 0) return [];
  const byRecipient = Map.groupBy(rows, ({ recipientId }) => recipientId);
  const recipients = [...byRecipient.keys()].sort((a, b) => a - b);
  const digests = recipients.map((recipientId) => ({
    recipientId,
    unheard: unheardOf(byRecipient.get(recipientId)!),
  }));
  await insertDigests(db, day, host, digests, sentAt);
  // A worker that is about to claim one of them waits, and then sees the new rows.
  await sql`select 1 from digest where day = ${day} and recipient_id = any(${recipients}) order by id for update`.execute(
    db,
  );
  const written = await insertRows(db, day, rows, sentAt);
  if (written.length > 0 && !sentAt) await reopen(db, day);
  return written;
}

/** Why a mail is not to go out at all: nothing of it is heard on the day. */
function unheardOf(rows: readonly PlannedReminder[]): UnheardReason | null {
  return rows.every(({ unheard }) => unheard !== undefined) ? rows[0]!.unheard! : null;
}

/** The Message-ID is made once and kept: every attempt, also after a crash, carries the same. */
async function insertDigests(
  db: Kysely<unknown>,
  day: Day,
  host: string,
  recipients: { recipientId: number; unheard: UnheardReason | null }[],
  sentAt: Date | undefined,
): Promise<void> {
  const digests = recipients.map(({ recipientId, unheard }) => ({
    recipientId,
    unheard,
    messageId: `<digest-${day.replaceAll('-', '')}-${recipientId}-${randomBytes(6).toString('hex')}@${host}>`,
  }));
  await sql`
    insert into digest (recipient_id, day, message_id, status, reason, sent_at, illustrative)
    select d."recipientId", ${day}::date, d."messageId", case when d.unheard is null then ${sentAt ? 'sent' : 'planned'} else 'skipped' end, d.unheard,
      case when d.unheard is null then ${sentAt ?? null}::timestamptz end, ${sentAt !== undefined}
    from jsonb_to_recordset(${JSON.stringify(digests)}::jsonb) as d ("recipientId" integer, "messageId" text, unheard text)
    order by 1
    on conflict (recipient_id, day) do nothing`.execute(db);
}

/**
 * One mail a day: what comes up after the recipient's mail has gone out, or is going out, is noted and not sent. What somebody was told
 * on the day is not told again to whom they have put in their place since, nor by a rule that says the same to others besides; and a step was
 * told in the place of the day's own line about that deadline, however often the day is run.
 */
async function insertRows(
  db: Kysely<unknown>,
  day: Day,
  rows: readonly PlannedReminder[],
  sentAt: Date | undefined,
): Promise<number[]> {
  const status = sentAt
    ? sql`case when r.unheard is null then 'sent' else 'skipped' end`
    : sql`case when r.unheard is not null then 'skipped' when d.status in ('sent', 'claimed') then 'skipped' else 'planned' end`;
  const reason = sentAt
    ? sql`r.unheard`
    : sql`case when r.unheard is not null then r.unheard when d.status in ('sent', 'claimed') then 'digest_already_sent' end`;
  const { rows: written } = await sql<{ id: number }>`
    insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status, reason, sent_at, illustrative, again_for, on_behalf_of, for_role)
    select d.id, r."recipientId", r."commitmentId", r.rule, r."dueVersion", r.day, ${status}, ${reason},
      case when r.unheard is null then ${sentAt ?? null}::timestamptz end, ${sentAt !== undefined}, r."againFor", r."onBehalfOf", r."forRole"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r ("recipientId" integer, "commitmentId" integer, rule text, "dueVersion" integer, day date, "againFor" bigint,
        "onBehalfOf" integer, unheard text, "forRole" text)
    join digest d on d.recipient_id = r."recipientId" and d.day = r.day
    where not exists (select 1 from reminder o where o.day = ${day} and o.commitment_id = r."commitmentId" and o.rule = r.rule
      and o.due_version = r."dueVersion" and o.recipient_id <> r."recipientId"
      and coalesce(o.on_behalf_of, o.recipient_id) = coalesce(r."onBehalfOf", r."recipientId"))
      and not exists (select 1 from reminder o join reminder_rule a on a.code = o.rule join reminder_rule b on b.code = r.rule
        where o.day = ${day} and o.commitment_id = r."commitmentId" and o.due_version = r."dueVersion" and o.rule <> r.rule
          and o.status in ('planned', 'claimed', 'sent')
          and coalesce(o.on_behalf_of, o.recipient_id) = coalesce(r."onBehalfOf", r."recipientId")
          and (a.kind = b.kind and a.working_days = b.working_days and a.unit is not distinct from b.unit
            or r."dueVersion" > 0 and a.kind in ('step', 'count') and b.kind not in ('step', 'count')))
    order by r."recipientId", r."commitmentId"
    on conflict on constraint told_once do nothing
    returning id::integer`.execute(db);
  return written.map(({ id }) => id);
}

/**
 * A digest that ended without a mail, and has new rows, is to be sent after all; so the run is not finished. What it could not tell before, for
 * the server was away, is told with them.
 */
async function reopen(db: Kysely<unknown>, day: Day): Promise<void> {
  await sql`
    with reopened as (
      update digest d set status = 'planned', reason = null, attempts = 0, lease_until = null
      where d.day = ${day} and d.status in ('skipped', 'failed')
        and exists (select 1 from reminder r where r.digest_id = d.id and r.status = 'planned')
      returning id
    )
    update reminder r set status = 'planned', reason = null
    from reopened where r.digest_id = reopened.id and r.status = 'failed' and r.reason !~ ${REFUSALS}`.execute(
    db,
  );
  await sql`
    update reminder_run set finished_at = null
    where day = ${day} and exists (select 1 from digest d where d.day = ${day} and d.status = 'planned')`.execute(
    db,
  );
}
