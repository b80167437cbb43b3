import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { AccountMails, type ClaimedMail } from './account-mails.js';

/** Sends what waits in the outbox. Several workers may do so at once: each mail is in one hand only. */
@Injectable()
export class AccountMailSender {
  private readonly log = new Logger('mail');

  constructor(
    private readonly em: EntityManager,
    private readonly mails: AccountMails,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  async sendWaiting(): Promise<void> {
    for (let mail = await this.next(); mail; mail = await this.next()) await this.send(mail);
  }

  /** None while the limit of mails a minute is reached: the outbox is looked at every minute. */
  private async next(): Promise<ClaimedMail | null> {
    return (await this.mails.hasDue()) && (await this.mailer.takeTurn('urgent')) ? this.mails.claim() : null;
  }

  private async send(claimed: ClaimedMail): Promise<void> {
    const at = this.clock.now();
    if (!claimed.stillTrue)
      return this.inTransaction((em) => this.mails.markFailed(em, claimed, 'no_longer_true', at));
    try {
      // No transaction is open from here to the answer: a mail server may take its time.
      await this.mailer.send(this.mails.write(claimed, at));
    } catch (error) {
      const { lasts, reason } = mailFaultOf(error);
      const last = lasts === 'permanent' || claimed.attempt >= ATTEMPTS;
      this.log.warn({ mail: claimed.id, attempt: claimed.attempt, reason, last }, 'account mail not sent');
      return this.inTransaction((em) =>
        last ? this.mails.markFailed(em, claimed, reason, at) : this.mails.release(em, claimed, reason),
      );
    }
    await this.inTransaction((em) => this.mails.markSent(em, claimed, at));
  }

  private inTransaction(act: (em: EntityManager) => Promise<void>): Promise<void> {
    return this.em.fork().transactional((em) => act(em));
  }
}

/** With waits that double from a minute to half an hour: about a day. A link that has expired is not sent at all. */
const ATTEMPTS = 50;
