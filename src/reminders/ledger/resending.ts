import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { formatDay } from '../../calendar/deadline.js';
import type { By } from '../../identity/actor.js';
import { Clock, type Day } from '../../platform/clock.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { DigestQueue } from '../digest/digest.queue.js';
import { NoticeQueue } from '../notices/notice.queue.js';
import { isLast } from '../plan/owed.js';
import type { MailKind } from './reminder.types.js';
import { Runs, type RunCounts } from './runs.js';

/** One mail is sent within a second; a server that is away is not waited for. */
const PATIENCE_MS = 3_000;

/** A mail that failed, sent once more because an administrator asks for it: the address was mended, the server is back. */
@Injectable()
export class Resending {
  constructor(
    private readonly em: EntityManager,
    private readonly digests: DigestQueue,
    private readonly runs: Runs,
    private readonly notices: NoticeQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends what of the mail no later one has told, and waits for it a little: all 0 where it is still on its way. Whether each item is still true is asked as always.
   * @throws NotFound; Conflict where it did not fail, or a later mail has told all of it
   */
  async resend(id: number, by: By): Promise<RunCounts> {
    const { kind, day, rows } = await this.em.fork().transactional((em) => reopen(em, id, by));
    if (kind === 'digest') {
      await this.digests.enqueue({ day, askedOn: this.clock.today() });
      await this.runs.settled(day, PATIENCE_MS);
    } else {
      await this.notices.notify();
    }
    return { planned: 0, ...(await this.runs.count(rows)) };
  }
}

interface FailedMail {
  kind: MailKind;
  day: Day;
  /** Ids of the rows that wait again. */
  rows: number[];
}

async function reopen(em: EntityManager, id: number, { actor, at }: By): Promise<FailedMail> {
  const db = em.getKysely() as unknown as Kysely<unknown>;
  const { rows: found } = await sql<{ kind: MailKind; day: Day; status: string; email: string }>`
    select m.mail_kind as kind, m.day::text, m.status, u.email
    from ledger_mail m join app_user u on u.id = m.recipient_id where m.id = ${id}`.execute(db);
  if (!found[0]) throw new NotFound();
  const { kind, day, email, status } = found[0];
  if (status !== 'failed') throw new Conflict(notFailed(day));
  const rows = await (kind === 'digest' ? reopenDigest(db, id, day) : reopenNotices(db, id));
  if (rows.length === 0) throw new Conflict(toldSince(day));
  const data = { email, planned: rows.length };
  await appendAudit(em, { kind: 'reminders.resent', at, actor, subject: day, data });
  return { kind, day, rows };
}

/** @returns none where another has done so meanwhile */
async function reopenDigest(db: Kysely<unknown>, id: number, day: Day): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with failed as (select id from digest where id = ${id} and status = 'failed' for update)
    update reminder r set status = 'planned' from failed where r.digest_id = failed.id and r.status = 'failed' and ${isLast}
    returning r.id::integer`.execute(db);
  if (rows.length === 0) return [];
  await sql`update digest set status = 'planned', attempts = 0, lease_until = null, reason = null where id = ${id}`.execute(
    db,
  );
  await sql`update reminder_run set finished_at = null where day = ${day}`.execute(db);
  return rows.map((row) => row.id);
}

/** Nothing more is gathered into it: it had an attempt, and so counts on from there. By hand, it goes out at any hour. */
async function reopenNotices(db: Kysely<unknown>, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with failed as (
      update notice_mail set status = 'planned', attempts = 1, lease_until = null, reason = null, by_hand = true
      where id = ${id} and status = 'failed' returning id
    )
    update notice n set status = 'planned', failed_at = null, reason = null from failed where n.mail_id = failed.id and n.status = 'failed'
    returning n.id::integer`.execute(db);
  return rows.map((row) => row.id);
}

const notFailed = (day: Day) => ({
  vi: `Chỉ gửi lại thư gửi không thành công; thư ngày ${formatDay(day)} không phải trường hợp này.`,
  en: `The email for ${formatDay(day)} has not failed, so it will not be sent again.`,
});
const toldSince = (day: Day) => ({
  vi: `Nội dung thư ngày ${formatDay(day)} đã chuyển sang thư sau. Hãy xem thư sau trong sổ.`,
  en: `The content of the email for ${formatDay(day)} has moved to a later email. See that one in the ledger.`,
});
