import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import type { Day } from '../../platform/clock.js';
import { mailFaultOf } from '../../platform/mail/mail-fault.js';
import { Mailer, type Mail } from '../../platform/mail/mailer.js';
import { persist } from '../../platform/persist.js';
import { Turns } from '../../platform/turns.js';
import { Together } from '../../platform/together.js';
import { DigestClaims, type ClaimedDigest } from './digest.claims.js';
import { LEASE_MINUTES, type DigestJob } from './digest.queue.js';
import { DigestMails } from './digest.mails.js';
import { Runs } from '../ledger/runs.js';
import { ReminderSettings } from '../ledger/settings.js';

/** Of those taken together, the last begins no later; the others wait for the next round. */
const BEGINS_WITHIN_MS = 30_000;
/** Of the lease, what sending leaves at the least. */
const NOTE_WITHIN_MS = (LEASE_MINUTES - 1.5) * 60_000;

interface Taken {
  digests: readonly ClaimedDigest[];
  mails: readonly (() => Mail)[];
  /** When the last of them begins. */
  latest: number;
  /** Why some are to be tried again. */
  reasons: string[];
}

/** A passing fault: the queue tries again later. */
export class TemporaryMailFailure extends Error {}

/** Sends some digests, one after the other. The job gave their ids; whether they are to be sent is read from the ledger, here and now. */
@Injectable()
export class DigestSender implements OnModuleDestroy {
  private readonly log = new Logger('reminders');
  private underWay = 0;
  private isEnding = false;
  private readonly days = new Set<Day>();
  /** A mail that is out: while the database is away, that is not forgotten, or it would be sent again once the lease has run out. */
  private readonly notes = new Together<ClaimedDigest>((sent) =>
    persist(() => this.claims.markSent(sent), NOTE_WITHIN_MS),
  );

  /** No more at once than there are processors: each connection plans what it reads for itself, which takes it as long as reading for twenty. */
  private readonly reading = new Turns(
    { atOnce: availableParallelism(), waiting: Infinity },
    () => new Error('never full'),
  );

  constructor(
    private readonly claims: DigestClaims,
    private readonly mails: DigestMails,
    private readonly mailer: Mailer,
    private readonly runs: Runs,
    private readonly settings: ReminderSettings,
  ) {}

  /** Before the queue waits for what it has in hand: that mail goes out, what comes after it is another worker’s. */
  onModuleDestroy(): void {
    this.isEnding = true;
  }

  /** @throws TemporaryMailFailure where the queue is to try again */
  async send(job: DigestJob): Promise<void> {
    this.underWay += 1;
    try {
      await this.sendSome(job);
    } finally {
      this.underWay -= 1;
    }
    // Of many at once, the last sees whether the run is finished: it would be asked in vain after each.
    if (this.underWay > 0) return;
    const days = [...this.days];
    this.days.clear();
    for (const day of days) await this.runs.finish(day);
  }

  private async sendSome({ digestId, digestIds = [digestId], askedOn }: DigestJob): Promise<void> {
    const may = await this.claims.mayGo(digestIds, askedOn);
    let turns = 0;
    while (turns < may.length && (await this.mailer.takeTurn('digest'))) turns += 1;
    const now = may.slice(0, turns);
    await this.claims.putBack(digestIds.filter((id) => !now.includes(id)));
    const reasons = await this.sendTaken(now);
    for (const day of await this.claims.daysOf(digestIds)) this.days.add(day);
    if (reasons.length > 0) throw new TemporaryMailFailure(reasons.join('; '));
  }

  /** @returns why some are to be tried again */
  private async sendTaken(ids: readonly number[]): Promise<string[]> {
    if (ids.length > 0) this.mailer.getReady();
    const { digests, mails, latest, reasons } = await this.reading.take(() => this.take(ids));
    for (const [at, digest] of digests.entries()) {
      if (this.isEnding || performance.now() > latest) {
        await this.claims.giveBack(digests.slice(at));
        return [...reasons, 'not begun'];
      }
      const reason = await this.deliver(digest, mails[at]!);
      if (reason !== null) reasons.push(reason);
    }
    return reasons;
  }

  /** What they tell, as of the moment in which they are taken. */
  private async take(ids: readonly number[]): Promise<Taken> {
    const digests = await this.claims.claim(ids);
    const latest = performance.now() + BEGINS_WITHIN_MS;
    const none: Taken = { digests: [], mails: [], latest, reasons: [] };
    if (digests.length === 0) return none;
    try {
      return { ...none, digests, mails: await this.mails.read(digests) };
    } catch (error) {
      const all = await Promise.all(digests.map((digest) => this.giveUpOrRelease(digest, error)));
      return { ...none, reasons: all.flatMap((reason) => reason ?? []) };
    }
  }

  /** @returns as `giveUpOrRelease`; null where it is sent */
  private async deliver(digest: ClaimedDigest, write: () => Mail): Promise<string | null> {
    try {
      // No transaction is open and no row is locked from here to the answer: a mail server may take its time.
      await this.mailer.send(write());
    } catch (error) {
      return this.giveUpOrRelease(digest, error);
    }
    // Before the next mail of this connection: of each at most one is out and not noted.
    await this.notes.add(digest);
    return null;
  }

  /** @returns why it is to be tried again; null where it is given up */
  private async giveUpOrRelease(digest: ClaimedDigest, error: unknown): Promise<string | null> {
    const { lasts, reason } = mailFaultOf(error);
    const last = lasts === 'permanent' || digest.attempt >= this.settings.retry.attempts;
    this.log.warn(
      { digest: digest.id, attempt: digest.attempt, reason, last, err: error },
      'digest not sent',
    );
    if (last) {
      await this.claims.markFailed(digest, reason);
      return null;
    }
    await this.claims.release(digest, reason, this.settings.waitAfterMs(digest.attempt));
    return reason;
  }
}
