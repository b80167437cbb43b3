import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { JobQueue } from '../../platform/queue/backends.js';
import { Queues, withTimeout } from '../../platform/queue/queues.js';
import { WORK_QUEUE } from '../../platform/queue/work-queue.js';
import type { Day } from '../../platform/clock.js';
import { MailPace } from '../../platform/mail/mail-pace.js';
import { ReminderSettings } from '../ledger/settings.js';

export const REMINDERS_QUEUE = WORK_QUEUE;
export const DIGEST_JOB = 'digest';
/** Queue what waits in the ledger. */
export const PICK_UP_JOB = 'pick-up';
/** Longer than any sending takes. Real time, also in the demo, whose clock jumps. */
export const LEASE_MINUTES = 5;

/** A queue that is away is not waited for: the digests are safe where they are. */
export const PATIENCE_MS = 3_000;

/** Digests put on the queue in one go: well within the patience. */
const AT_ONCE = 500;

export interface DigestJob {
  digestId: number;
}

/** Hands digests to the queue. Which of them are waiting stands in the database; a job carries the id only. */
@Injectable()
export class DigestQueue {
  private readonly log = new Logger('reminders');

  constructor(
    private readonly em: EntityManager,
    private readonly queues: Queues,
    private readonly settings: ReminderSettings,
    private readonly pace: MailPace,
  ) {}

  /** Queues what waits and is in nobody's hands, of one day or of all. @returns the digests that this call queued */
  async enqueue(day?: Day): Promise<number[]> {
    const most = await this.pace.left('digest');
    const digests = await this.lease(day, most);
    const isPaced = digests.length === most;
    let added = 0;
    try {
      for (; added < digests.length; added += AT_ONCE)
        await withTimeout(PATIENCE_MS, this.addAll(digests.slice(added, added + AT_ONCE)));
      if (isPaced) await withTimeout(PATIENCE_MS, goOnInAMinute(await this.queues.queue(REMINDERS_QUEUE)));
    } catch (error) {
      const left = digests.slice(added);
      this.log.error({ err: error, digests: left }, 'digests could not be queued; they wait in the ledger');
      await this.giveBack(left);
    }
    return digests;
  }

  /** The demo holds its data folder: no other process can be at work on its database. */
  get isAlone(): boolean {
    return this.settings.demo;
  }

  /** Takes every lease for lost: right where no other process works on this database, as after a crash of the only one. */
  async forgetLeases(): Promise<void> {
    await sql`update digest set lease_until = null where status in ('planned', 'claimed')`.execute(this.db);
  }

  private async addAll(digests: readonly number[]): Promise<void> {
    const { attempts, firstWaitMs } = this.settings.retry;
    const opts = {
      attempts,
      backoff: { type: 'exponential', delay: firstWaitMs },
      removeOnComplete: true,
      removeOnFail: true,
    };
    const queue = await this.queues.queue(REMINDERS_QUEUE);
    const data = digests.map((digestId): DigestJob => ({ digestId }));
    await queue.addBulk(data.map((one) => ({ name: DIGEST_JOB, data: one, opts })));
  }

  /**
   * One statement, so that of several processes one queues a digest. From a worker that was lost it is taken away.
   * @param most as many as may go out just now: the others wait in the ledger; null where nothing limits them
   */
  private async lease(day: Day | undefined, most: number | null): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      with leased as (
        update digest set status = 'planned', reason = case when status = 'planned' then reason end, lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
        where ${isFree(day)} ${most === null ? sql`` : sql`and id in (select id from digest where ${isFree(day)} order by id limit ${most})`}
        returning id
      ), freed as (
        update reminder r set status = 'planned' from leased where r.digest_id = leased.id and r.status = 'claimed'
      )
      select id::integer from leased order by id`.execute(this.db);
    return rows.map(({ id }) => id);
  }

  private async giveBack(digests: number[]): Promise<void> {
    await sql`update digest set lease_until = null where id = any(${digests}) and status = 'planned'`.execute(
      this.db,
    );
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}

/** Waits, and is in nobody's hands. */
const isFree = (
  day: Day | undefined,
) => sql`status in ('planned', 'claimed') and (lease_until is null or lease_until < now())
  ${day === undefined ? sql`` : sql`and day = ${day}`}`;

/** As many as the limit allows are on their way; the others go on as soon as it allows. Once, whoever asks for it. */
function goOnInAMinute(queue: JobQueue): Promise<unknown> {
  const kept = { removeOnComplete: true, removeOnFail: true };
  return queue.add(PICK_UP_JOB, {}, { ...kept, jobId: 'pick-up-in-a-minute', delay: 60_000 });
}
