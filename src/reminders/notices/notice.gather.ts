import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { dayOf, type Day } from '../../platform/clock.js';
import { readWishes } from '../wishes/wishes.sql.js';
import { listenerOf, type Wishes } from '../wishes/wishes.js';
import { underMails, type OlderNotice } from './notice.adopt.js';
import type { Gathering, NoticeSubject } from './notice.types.js';

/** From the first thing that comes up for somebody, so long is waited for more. */
export const GATHER_MINUTES = 15;

/** A line for one recipient: of an event, of a commitment, or of another subject. */
export interface NewNotice {
  recipientId: number;
  kind: string;
  eventId?: number;
  commitmentId?: number;
  agreementId?: number;
  subject?: Omit<NoticeSubject, 'agreementId'>;
  chaseId?: number;
  directiveId?: number;
  /** For whom it is, where the recipient stands in. */
  onBehalfOf?: number;
  /** Goes out at the next chance, with all that was gathered until then. */
  atOnce?: boolean;
}

/**
 * Writes notices under the mail that is gathered for each recipient; a new one where none is. Called inside a transaction, once, with all that
 * it has to tell: two that took recipients turn by turn could wait for each other. A mail that is being sent, or was tried once, takes no
 * more: its Message-ID stands for what it says.
 * @param older what an older version wrote, to be put under the same mails
 */
export async function gather(
  db: Kysely<unknown>,
  notices: readonly NewNotice[],
  at: Gathering,
  older: readonly OlderNotice[] = [],
): Promise<void> {
  if (notices.length + older.length === 0) return;
  const told = listeners(notices, await readWishes(db), dayOf(at.now));
  const mails = await openMails(db, [...older, ...told], at);
  await underMails(
    db,
    older.map(({ id, recipientId }) => ({ id, mailId: mails.get(recipientId)!, status: 'planned' })),
  );
  const rows = told.map((notice, place) => ({ ...notice, place, mailId: mails.get(notice.recipientId) }));
  // `next_attempt_at` is what an older version goes by: to it they are never due.
  await sql`
    insert into notice (event_id, recipient_id, kind, commitment_id, agreement_id, subject, chase_id, directive_id, on_behalf_of, mail_id, status, next_attempt_at)
    select n."eventId", n."recipientId", n.kind, n."commitmentId", n."agreementId", n.subject, n."chaseId", n."directiveId", n."onBehalfOf", n."mailId", 'planned', 'infinity'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n ("eventId" bigint, "recipientId" integer, kind text, "commitmentId" integer, "agreementId" integer, subject jsonb, "chaseId" integer, "directiveId" integer, "onBehalfOf" integer, "mailId" bigint, place integer)
    order by n.place
    on conflict do nothing`.execute(db);
}

/** To whoever stands in for somebody; what a stand-in is told anyway, once. */
function listeners(notices: readonly NewNotice[], wishes: Wishes, day: Day): NewNotice[] {
  const handed = notices.map((notice) => {
    const recipientId = listenerOf(notice.recipientId, wishes, day);
    return recipientId === notice.recipientId
      ? notice
      : { ...notice, recipientId, onBehalfOf: notice.recipientId };
  });
  const keyOf = ({ recipientId, eventId, chaseId, directiveId, kind, commitmentId, subject }: NewNotice) =>
    JSON.stringify([
      recipientId,
      eventId,
      chaseId,
      directiveId && [directiveId, kind],
      commitmentId,
      subject,
    ]);
  const own = new Set(handed.filter(({ onBehalfOf }) => !onBehalfOf).map(keyOf));
  const seen = new Set<string>();
  return handed.filter((notice) => {
    const key = keyOf(notice);
    if (notice.onBehalfOf !== undefined && (own.has(key) || seen.has(key))) return false;
    seen.add(key);
    return true;
  });
}

/** One statement, in the order of recipients: two that gather at once share the mails, and neither waits for the other in a circle. */
export async function openMails(
  db: Kysely<unknown>,
  recipients: readonly Pick<NewNotice, 'recipientId' | 'atOnce'>[],
  { now, host }: Gathering,
): Promise<Map<number, number>> {
  const day = dayOf(now);
  const atOnce = new Set(recipients.filter((one) => one.atOnce).map(({ recipientId }) => recipientId));
  const mails = [...new Set(recipients.map(({ recipientId }) => recipientId))].map((recipientId) => ({
    recipientId,
    minutes: atOnce.has(recipientId) ? 0 : GATHER_MINUTES,
    messageId: `<notice-${day.replaceAll('-', '')}-${recipientId}-${randomBytes(6).toString('hex')}@${host}>`,
  }));
  const { rows } = await sql<{ id: number; recipientId: number }>`
    insert into notice_mail (recipient_id, day, message_id, due_at, created_at)
    select m."recipientId", ${day}::date, m."messageId", ${now}::timestamptz + make_interval(mins => m.minutes), ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as m ("recipientId" integer, "messageId" text, minutes integer)
    order by 1
    on conflict (recipient_id) where status = 'planned' and attempts = 0
    do update set due_at = least(notice_mail.due_at, excluded.due_at)
    returning id::integer, recipient_id as "recipientId"`.execute(db);
  return new Map(rows.map(({ id, recipientId }) => [recipientId, id]));
}
