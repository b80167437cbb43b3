import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Queues, withTimeout } from '../../platform/queue/queues.js';
import { WORK_QUEUE } from '../../platform/queue/work-queue.js';
import type { Day } from '../../platform/clock.js';
import { MailPace } from '../../platform/mail/mail-pace.js';
import { isForLaterRun } from '../ledger/earlier-days.js';
import { ReminderSettings } from '../ledger/settings.js';

export const REMINDERS_QUEUE = WORK_QUEUE;
export const DIGEST_JOB = 'digest';
/** Queue what waits in the ledger. */
export const PICK_UP_JOB = 'pick-up';
/** Longer than any sending takes. Real time, also in the demo, whose clock jumps. */
export const LEASE_MINUTES = 5;

/** A queue that is away is not waited for: the digests are safe where they are. */
export const PATIENCE_MS = 3_000;

/** Jobs put on the queue in one go: well within the patience. */
const AT_ONCE = 100;
/** Digests of one job: reading what many tell costs hardly more than one. Of few there are still several jobs, for several workers. */
const [LEAST, MOST, JOBS] = [5, 25, 10];

export interface DigestJob {
  /** The first: all that a worker of an older version sees. The others it leaves are queued again. */
  digestId: number;
  digestIds?: number[];
  /** The day on which somebody asked for it by hand: on that day it goes out at any hour. */
  askedOn?: Day;
}

/** What waits of itself, as of today; or a day's digests, of whatever day, because somebody asks for them today. */
type Which = { today: Day } | { day: Day; askedOn: Day };

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

  /** Queues what waits and is in nobody's hands. @returns the digests that this call queued */
  async enqueue(which: Which): Promise<number[]> {
    const most = await this.pace.left('digest');
    const digests = await this.lease(which, most);
    const isPaced = digests.length === most;
    const jobs = inParts(digests, Math.min(MOST, Math.max(LEAST, Math.ceil(digests.length / JOBS))));
    let added = 0;
    try {
      for (; added < jobs.length; added += AT_ONCE)
        await withTimeout(PATIENCE_MS, this.addAll(jobs.slice(added, added + AT_ONCE), which));
      if (isPaced) await withTimeout(PATIENCE_MS, this.goOnSoon());
    } catch (error) {
      const left = jobs.slice(added).flat();
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

  private async addAll(jobs: readonly number[][], which: Which): Promise<void> {
    const { attempts, firstWaitMs } = this.settings.retry;
    const opts = {
      attempts,
      backoff: { type: 'exponential', delay: firstWaitMs },
      removeOnComplete: true,
      removeOnFail: true,
    };
    const queue = await this.queues.queue(REMINDERS_QUEUE);
    const data = jobs.map((digestIds): DigestJob => ({
      digestId: digestIds[0]!,
      digestIds,
      ...askedOf(which),
    }));
    await queue.addBulk(data.map((one) => ({ name: DIGEST_JOB, data: one, opts })));
  }

  /**
   * As many as the limit allows are on their way, and the others go on as it allows again. It is looked for within seconds, since turns come
   * back one by one. Once for each such while, whoever asks for it: by the number of the one that comes, so that the one at work can ask for the next.
   */
  private async goOnSoon(): Promise<void> {
    const queue = await this.queues.queue(REMINDERS_QUEUE);
    const delay = this.settings.goOnMs;
    const jobId = `go-on-${Math.floor((Date.now() + delay) / delay)}`;
    await queue.add(PICK_UP_JOB, {}, { removeOnComplete: true, removeOnFail: true, jobId, delay });
  }

  /**
   * One statement, so that of several processes one queues a digest. From a worker that was lost it is taken away.
   * @param most as many as may go out just now: the others wait in the ledger; null where nothing limits them
   */
  private async lease(which: Which, most: number | null): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      with leased as (
        update digest set status = 'planned', reason = case when status = 'planned' then reason end, lease_until = now() + make_interval(mins => ${LEASE_MINUTES})
        where ${isFree(which)} ${most === null ? sql`` : sql`and id in (select id from digest where ${isFree(which)} order by id limit ${most})`}
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
  which: Which,
) => sql`status in ('planned', 'claimed') and (lease_until is null or lease_until < now())
  and ${'day' in which ? sql`day = ${which.day}` : sql`not ${isForLaterRun(which.today)}`}`;

const inParts = (ids: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));

const askedOf = (which: Which) => ('askedOn' in which ? { askedOn: which.askedOn } : {});
