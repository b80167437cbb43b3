import { Injectable, Logger } from '@nestjs/common';
import type { Day } from '../../platform/clock.js';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { persist } from '../../platform/persist.js';
import { DigestClaims, type ClaimedDigest } from './digest.claims.js';
import { LEASE_MINUTES, type DigestJob } from './digest.queue.js';
import { DigestMails } from './digest.mails.js';
import { Runs } from '../ledger/runs.js';
import { ReminderSettings } from '../ledger/settings.js';

/** Of the lease, what sending leaves at the least. */
const NOTE_WITHIN_MS = (LEASE_MINUTES - 1.5) * 60_000;

/** A passing fault: the queue tries again later. */
export class TemporaryMailFailure extends Error {}

/** Sends one digest. The job gave its id; whether it is to be sent is read from the ledger, here and now. */
@Injectable()
export class DigestSender {
  private readonly log = new Logger('reminders');
  private underWay = 0;
  private readonly days = new Set<Day>();

  constructor(
    private readonly claims: DigestClaims,
    private readonly mails: DigestMails,
    private readonly mailer: Mailer,
    private readonly runs: Runs,
    private readonly settings: ReminderSettings,
  ) {}

  /** @throws TemporaryMailFailure where the queue is to try again */
  async send(job: DigestJob): Promise<void> {
    this.underWay += 1;
    try {
      await this.sendOne(job);
    } finally {
      this.underWay -= 1;
    }
    // Of many at once, the last sees whether the run is finished: it would be asked in vain after each.
    if (this.underWay > 0) return;
    const days = [...this.days];
    this.days.clear();
    for (const day of days) await this.runs.finish(day);
  }

  private async sendOne({ digestId, askedOn }: DigestJob): Promise<void> {
    if (!(await this.claims.mayGo(digestId, askedOn)) || !(await this.mailer.takeTurn('digest')))
      return this.claims.putBack(digestId);
    const digest = await this.claims.claim(digestId);
    if (digest) await this.deliver(digest);
    const day = digest?.day ?? (await this.claims.dayOf(digestId));
    if (day) this.days.add(day);
  }

  private async deliver(digest: ClaimedDigest): Promise<void> {
    try {
      // No transaction is open and no row is locked from here to the answer: a mail server may take its time.
      await this.mailer.send(await this.mails.write(digest));
    } catch (error) {
      return this.giveUpOrRelease(digest, error);
    }
    // The mail is out: while the database is away, that is not forgotten, or it would be sent again once the lease has run out.
    await persist(() => this.claims.markSent(digest), NOTE_WITHIN_MS);
  }

  private async giveUpOrRelease(digest: ClaimedDigest, error: unknown): Promise<void> {
    const { lasts, reason } = mailFaultOf(error);
    const last = lasts === 'permanent' || digest.attempt >= this.settings.retry.attempts;
    this.log.warn(
      { digest: digest.id, attempt: digest.attempt, reason, last, err: error },
      'digest not sent',
    );
    if (last) return this.claims.markFailed(digest, reason);
    await this.claims.release(digest, reason, this.settings.waitAfterMs(digest.attempt));
    throw new TemporaryMailFailure(reason);
  }
}
