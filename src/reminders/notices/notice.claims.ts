import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import { Clock } from '../../platform/clock.js';
import { ReminderSettings } from '../ledger/settings.js';
import { claimedNotices } from './notice.claimed.sql.js';
import { isDue, mayHaveArrived, type Look } from './notice.due.sql.js';
import { handOver } from './notice.handover.js';
import type { ClaimedMail } from './notice.types.js';

/** Longer than any sending takes: a worker that was lost gives its mail back so. Real time, also in the demo, whose clock jumps. */
export const LEASE_MINUTES = 5;
const LONGEST_WAIT_MINUTES = 30;

type Head = Omit<ClaimedMail, 'notices'> & { mayHaveArrived: boolean };

/** The steps of a mail of notices, each a short transaction; none is open while it is on its way. */
@Injectable()
export class NoticeClaims {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly settings: ReminderSettings,
  ) {}

  /**
   * Takes the next mail that is due, and leaves out of it what is no longer true; of one that may have arrived nothing.
   * @returns null where none is due; a mail without notices is dealt with already
   */
  claim(isOpen = true): Promise<ClaimedMail | null> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const head = await this.take(db, this.look(isOpen));
      if (!head) return null;
      const { mayHaveArrived: isSame, ...mail } = head;
      const { rows } = await claimedNotices(mail.id, this.clock.today()).execute(db);
      const isToTell = ({ active, stillTrue }: (typeof rows)[number]) => active && (stillTrue || isSame);
      const notices = rows.filter(isToTell);
      const skipped = rows.filter((row) => !isToTell(row)).map(({ id, active }) => ({ id, active }));
      await sql`
        update notice n set status = 'skipped', reason = case when s.active then 'no_longer_true' else 'account_disabled' end
        from jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) as s (id bigint, active boolean) where n.id = s.id`.execute(
        db,
      );
      if (notices.length === 0)
        await sql`update notice_mail set status = 'skipped', reason = 'nothing_left', lease_until = null where id = ${mail.id}`.execute(
          db,
        );
      return { ...mail, notices };
    });
  }

  markSent(mail: ClaimedMail): Promise<void> {
    return this.end(mail, 'sent', null);
  }

  /** For good. @param reason what the mail server said */
  markFailed(mail: ClaimedMail, reason: string): Promise<void> {
    return this.end(mail, 'failed', reason.slice(0, 200));
  }

  /** To be tried again after a while. */
  async release({ id, attempt }: ClaimedMail, reason: string): Promise<void> {
    const minutes = Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempt - 1));
    const said = reason.slice(0, 200);
    await sql`
      with released as (
        update notice_mail set status = 'planned', reason = ${said}, lease_until = now() + make_interval(mins => ${minutes})
        where id = ${id} and status = 'claimed' and attempts = ${attempt} returning id
      )
      update notice n set status = 'planned', reason = ${said} from released where n.mail_id = released.id and n.status = 'claimed'`.execute(
      this.em.fork().getKysely(),
    );
  }

  /** Whether one is due, once what waits is with whoever reads it now. */
  hasDue(isOpen: boolean): Promise<boolean> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const look = this.look(isOpen);
      await handOver(db, { now: look.now, host: this.settings.host });
      const { rows } = await sql`select 1 from notice_mail m where ${isDue(look)} limit 1`.execute(db);
      return rows.length > 0;
    });
  }

  private look(isOpen: boolean): Look {
    return { now: this.clock.now(), today: this.clock.today(), isOpen };
  }

  /** From a worker that was lost it is taken away, and tried again. */
  private async take(db: Kysely<unknown>, look: Look): Promise<Head | undefined> {
    const { rows } = await sql<Head>`
      with next as (
        select m.id, ${mayHaveArrived} as same from notice_mail m where ${isDue(look)} order by m.due_at, m.id limit 1 for update skip locked
      ), claimed as (
        update notice_mail m set status = 'claimed', attempts = attempts + 1, day = ${look.today}::date, reason = null,
          lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
        from next where m.id = next.id returning m.*, next.same
      )
      select m.id::integer, m.message_id as "messageId", m.attempts as attempt, u.email, u.role, ${addressee} as name, u.language, m.same as "mayHaveArrived"
      from claimed m join app_user u on u.id = m.recipient_id`.execute(db);
    return rows[0];
  }

  /**
   * How often a commitment was chased is part of lists, so their revision is raised with it. Nothing, where the lease ran out meanwhile and another attempt has taken over.
   */
  private async end(
    { id, attempt }: ClaimedMail,
    status: 'sent' | 'failed',
    reason: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    const [sentAt, failedAt] = status === 'sent' ? [now, null] : [null, now];
    await sql`
      with ended as (
        update notice_mail set status = ${status}, reason = ${reason}, sent_at = ${sentAt}, lease_until = null
        where id = ${id} and status = 'claimed' and attempts = ${attempt} returning id
      ), told as (
        update notice n set status = ${status}, reason = ${reason}, sent_at = ${sentAt}, failed_at = ${failedAt}
        from ended where n.mail_id = ended.id and n.status = 'claimed' returning n.chase_id, n.commitment_id
      )
      update agreement set revision = revision + 1 where ${status === 'sent'}::boolean and id in (
        select c.agreement_id from told join commitment c on c.id = told.commitment_id where told.chase_id is not null)`.execute(
      this.em.fork().getKysely(),
    );
  }
}
