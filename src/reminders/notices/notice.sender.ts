import { Injectable, Logger } from '@nestjs/common';
import { persist } from '../../platform/persist.js';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { ReminderSettings } from '../ledger/settings.js';
import { LEASE_MINUTES, NoticeClaims } from './notice.claims.js';
import { noticeMail } from './notice.mail.js';
import { Notices } from './notices.js';
import type { ClaimedMail } from './notice.types.js';

/** With waits that double from a minute to half an hour: about a working day. */
const ATTEMPTS = 20;
/** Of the lease, what sending leaves at the least. */
const NOTE_WITHIN_MS = (LEASE_MINUTES - 1.5) * 60_000;

/** Tells people on the day what they have to answer: within the sending hours of working days; what happens outside of them, in the next. */
@Injectable()
export class NoticeSender {
  private readonly log = new Logger('reminders');
  private rounds: Promise<void> | null = null;
  private isAsked = false;

  constructor(
    private readonly notices: Notices,
    private readonly claims: NoticeClaims,
    private readonly time: RunCalendar,
    private readonly mailer: Mailer,
    private readonly settings: ReminderSettings,
  ) {}

  /** Writes down what is new, and sends what has been gathered long enough. Where that is being done, it is done once more after it. */
  sendWaiting(): Promise<void> {
    this.isAsked = true;
    this.rounds ??= this.goRound();
    return this.rounds;
  }

  /** The same, waiting for nobody: of the worker’s places, those who look while one sends take none. */
  async look(): Promise<void> {
    if (this.rounds) this.isAsked = true;
    else await this.sendWaiting();
  }

  private async goRound(): Promise<void> {
    try {
      while (this.isAsked) {
        this.isAsked = false;
        await this.notices.plan();
        for (let mail = await this.next(); mail; mail = await this.next())
          if (mail.notices.length > 0) await this.send(mail);
      }
    } finally {
      this.rounds = null;
    }
  }

  /** None while the limit of mails a minute is reached: what is due is looked for every minute. Hours may end while there is more to send. */
  private async next(): Promise<ClaimedMail | null> {
    const now = this.time.now();
    const isOpen = (await this.time.nextSending(now)) <= now;
    return (await this.claims.hasDue(isOpen)) && (await this.mailer.takeTurn('urgent'))
      ? this.claims.claim(isOpen)
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
    // The mail is out: a database that is away meanwhile does not make it go out twice.
    await persist(() => this.claims.markSent(mail), NOTE_WITHIN_MS);
  }
}
