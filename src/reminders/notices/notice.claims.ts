import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import { Clock, type Day } from '../../platform/clock.js';
import { claimedNotices } from './notice.claimed.sql.js';
import type { ClaimedMail, ClaimedNotice } from './notice.types.js';

/** Longer than any sending takes: a worker that was lost gives its mail back so. Real time, also in the demo, whose clock jumps. */
const LEASE_MINUTES = 5;
const LONGEST_WAIT_MINUTES = 30;

type Head = Omit<ClaimedMail, 'notices'> & { active: boolean };

/** The steps of a mail of notices, each a short transaction; none is open while it is on its way. */
@Injectable()
export class NoticeClaims {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the next mail that is due, and leaves out of it what is no longer true.
   * @returns null where none is due; a mail without notices is dealt with already
   */
  claim(): Promise<ClaimedMail | null> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const head = await this.take(db);
      if (!head) return null;
      const { active, ...mail } = head;
      const { rows } = await claimedNotices(mail.id, this.clock.today()).execute(db);
      const isToTell = ({ stillTrue }: ClaimedNotice) => active && stillTrue;
      const notices = rows.filter(isToTell);
      const skipped = rows.filter((row) => !isToTell(row)).map(({ id }) => id);
      await sql`update notice set status = 'skipped', reason = ${active ? 'no_longer_true' : 'account_disabled'} where id = any(${skipped}::bigint[])`.execute(
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

  /** Whether one is due. */
  async hasDue(): Promise<boolean> {
    const { rows } = await sql`select 1 from notice_mail where ${isDue(this.clock)} limit 1`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  /** From a worker that was lost it is taken away, and tried again. */
  private async take(db: Kysely<unknown>): Promise<Head | undefined> {
    const { rows } = await sql<Head>`
      with next as (
        select id from notice_mail where ${isDue(this.clock)} order by due_at, id limit 1 for update skip locked
      ), claimed as (
        update notice_mail m set status = 'claimed', attempts = attempts + 1, day = ${this.clock.today()}::date, reason = null,
          lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
        from next where m.id = next.id returning m.*
      )
      select m.id::integer, m.message_id as "messageId", m.attempts as attempt, u.email, u.role, ${addressee} as name, u.language, u.active
      from claimed m join app_user u on u.id = m.recipient_id`.execute(db);
    return rows[0];
  }

  /** Nothing, where the lease ran out meanwhile and another attempt has taken over. */
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
      )
      update notice n set status = ${status}, reason = ${reason}, sent_at = ${sentAt}, failed_at = ${failedAt}
      from ended where n.mail_id = ended.id and n.status = 'claimed'`.execute(this.em.fork().getKysely());
  }
}

const isDue = (clock: Clock) =>
  sql`status in ('planned', 'claimed') and due_at <= ${clock.now()} and (lease_until is null or lease_until < now())
    and not ${isPaused(clock.today())}`;

/** What somebody who pauses would be told waits until the pause is over. */
const isPaused = (today: Day) => sql<boolean>`exists (
  select 1 from notification_setting w where w.user_id = notice_mail.recipient_id and w.paused_until >= ${today}::date)`;
