import { Injectable, Logger } from '@nestjs/common';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { ReminderSettings } from '../ledger/settings.js';
import { NoticeClaims } from './notice.claims.js';
import { noticeMail } from './notice.mail.js';
import { Notices } from './notices.js';
import type { ClaimedMail } from './notice.types.js';

/** With waits that double from a minute to half an hour: about a working day. */
const ATTEMPTS = 20;

/** Tells people on the day what they have to answer: within the sending hours of working days; what happens outside of them, in the next. */
@Injectable()
export class NoticeSender {
  private readonly log = new Logger('reminders');

  constructor(
    private readonly notices: Notices,
    private readonly claims: NoticeClaims,
    private readonly time: RunCalendar,
    private readonly mailer: Mailer,
    private readonly settings: ReminderSettings,
  ) {}

  /** Writes down what is new, and sends what has been gathered long enough. */
  async sendWaiting(): Promise<void> {
    await this.notices.plan();
    const now = this.time.now();
    if ((await this.time.nextSending(now)) > now) return;
    for (let mail = await this.next(); mail; mail = await this.next())
      if (mail.notices.length > 0) await this.send(mail);
  }

  /** None while the limit of mails a minute is reached: what is due is looked for every minute. */
  private async next(): Promise<ClaimedMail | null> {
    return (await this.claims.hasDue()) && (await this.mailer.takeTurn('urgent'))
      ? this.claims.claim()
      : null;
  }

  private async send(mail: ClaimedMail): Promise<void> {
    try {
      // No transaction is open from here to the answer: a mail server may take its time.
      await this.mailer.send(noticeMail(mail, this.settings, this.time.now()));
    } catch (error) {
      const { lasts, reason } = mailFaultOf(error);
      const last = lasts === 'permanent' || mail.attempt >= ATTEMPTS;
      this.log.warn({ mail: mail.id, attempt: mail.attempt, reason, last, err: error }, 'notices not sent');
      return last ? this.claims.markFailed(mail, reason) : this.claims.release(mail, reason);
    }
    await this.claims.markSent(mail);
  }
}
