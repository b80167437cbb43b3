import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { formatDay } from '../../calendar/deadline.js';
import type { By } from '../../identity/actor.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { DigestQueue } from '../digest/digest.queue.js';
import { isLast } from '../plan/owed.js';
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
  ) {}

  /**
   * Sends what of the mail no later one has told, and waits for it a little: all 0 where it is still on its way. Whether each item is still true is asked as always.
   * @throws NotFound; Conflict where it did not fail, or a later mail has told all of it
   */
  async resend(id: number, by: By): Promise<RunCounts> {
    const { day, rows } = await this.em.fork().transactional((em) => this.reopen(em, id, by));
    await this.digests.enqueue(day);
    await this.runs.settled(day, PATIENCE_MS);
    return { planned: 0, ...(await this.runs.count(rows)) };
  }

  private async reopen(
    em: EntityManager,
    id: number,
    { actor, at }: By,
  ): Promise<{ day: Day; rows: number[] }> {
    const db = em.getKysely() as unknown as Kysely<unknown>;
    const { rows: found } = await sql<{ day: Day; status: string; email: string }>`
      select d.day::text, d.status, u.email
      from digest d join app_user u on u.id = d.recipient_id where d.id = ${id} for update of d`.execute(db);
    const digest = found[0];
    if (!digest) throw new NotFound();
    const { day, email, status } = digest;
    if (status !== 'failed') throw new Conflict(notFailed(day));
    const { rows } = await sql<{ id: number }>`
      update reminder r set status = 'planned' where r.digest_id = ${id} and r.status = 'failed' and ${isLast}
      returning r.id::integer`.execute(db);
    if (rows.length === 0) throw new Conflict(toldSince(day));
    await sql`update digest set status = 'planned', attempts = 0, lease_until = null, reason = null where id = ${id}`.execute(
      db,
    );
    await sql`update reminder_run set finished_at = null where day = ${day}`.execute(db);
    const data = { email, planned: rows.length };
    await appendAudit(em, { kind: 'reminders.resent', at, actor, subject: day, data });
    return { day, rows: rows.map((row) => row.id) };
  }
}

const notFailed = (day: Day) => ({
  vi: `Chỉ gửi lại thư gửi không thành công; thư ngày ${formatDay(day)} không phải trường hợp này.`,
  en: `The email for ${formatDay(day)} has not failed, so it will not be sent again.`,
});
const toldSince = (day: Day) => ({
  vi: `Nội dung thư ngày ${formatDay(day)} đã chuyển sang thư sau. Hãy xem thư sau trong sổ.`,
  en: `The content of the email for ${formatDay(day)} has moved to a later email. See that one in the ledger.`,
});
