import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ErrorCode } from 'bullmq';
import { Config } from '../config/config.js';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import {
  ACCOUNT_HOUSEKEEPING_JOB,
  ACCOUNT_MAILS_JOB,
  DOCUMENTS_JOB,
  NOTICES_JOB,
  SEARCH_JOB,
  SHEET_JOB,
  SHEETS_PICK_UP_JOB,
  WEBHOOKS_JOB,
} from '../platform/queue/work-queue.js';
import {
  DIGEST_JOB,
  PATIENCE_MS,
  PICK_UP_JOB,
  REMINDERS_QUEUE,
  type DigestJob,
} from '../reminders/digest/digest.queue.js';
import { DigestSender } from '../reminders/digest/digest.sender.js';
import { RemindersService } from '../reminders/ledger/reminders.service.js';
import type { SheetJob } from '../sheets/sheet.queue.js';
import { Chores } from './chores.js';
import { schedules, type ScheduledJob } from './schedules.js';

/** Digests sent at the same time; the mailer keeps as many connections. */
const CONCURRENCY = 5;
/** How often it is looked whether the queue still has its schedules. */
const KEEP_SCHEDULES_MS = 60_000;

/** Does the jobs of the program's queue, where the program's role is to work. */
@Injectable()
export class JobWorker implements BeforeApplicationShutdown {
  private readonly log = new Logger('queue');
  private keeping?: NodeJS.Timeout;

  constructor(
    private readonly queues: Queues,
    private readonly reminders: RemindersService,
    private readonly sender: DigestSender,
    private readonly chores: Chores,
    private readonly config: Config,
  ) {}

  /**
   * Sets the schedules and starts to work; nothing where the role is `web`. The tables must be there.
   * @param byTheClock false where only what is put in the queue is to be done: nothing then happens at an hour of this machine
   * @throws where the queue cannot be reached: a worker without a queue would be silent for good
   */
  async start({ byTheClock = true } = {}): Promise<void> {
    if (this.config.ROLE === 'web') return;
    if (byTheClock) await this.setSchedules();
    const work = (job: { name: string; data: unknown }) =>
      this.jobs[job.name as JobName](job.data as DigestJob & SheetJob);
    await this.queues.work(REMINDERS_QUEUE, work, { concurrency: CONCURRENCY });
    if (byTheClock) this.keeping = setInterval(() => void this.keepSchedules(), KEEP_SCHEDULES_MS).unref();
  }

  /** A queue that was emptied has lost its schedules too, and nothing would fire any more until the next start. */
  async keepSchedules(): Promise<void> {
    try {
      const queue = await this.queues.queue(REMINDERS_QUEUE);
      const there = await withTimeout(PATIENCE_MS, queue.getJobSchedulers());
      if (there.length >= schedules.length) return;
      await this.setSchedules();
      this.log.warn('the queue had lost its schedules; they are set again');
    } catch (error) {
      this.log.warn({ err: error }, 'schedules not seen to');
    }
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.keeping);
  }

  private async setSchedules(): Promise<void> {
    const queue = await this.queues.queue(REMINDERS_QUEUE);
    const kept = { removeOnComplete: true, removeOnFail: 100 };
    for (const { id, job, pattern, tz } of schedules) {
      await withTimeout(
        PATIENCE_MS,
        queue.upsertJobScheduler(id, { pattern, tz }, { name: job, opts: kept }).catch(ifNotSetJustNow),
      );
    }
  }

  private readonly jobs: Record<JobName, (data: DigestJob & SheetJob) => Promise<void>> = {
    [DIGEST_JOB]: (job) => this.sender.send(job),
    daily: () => this.reminders.seeToIt(),
    [PICK_UP_JOB]: () => this.reminders.seeToIt(),
    [NOTICES_JOB]: () => this.reminders.tellOfToday(),
    [ACCOUNT_MAILS_JOB]: () => this.chores.sendMails(),
    [SHEET_JOB]: ({ sheetId }) => this.chores.workOnSheet(sheetId),
    [SHEETS_PICK_UP_JOB]: () => this.chores.pickUpSheets(),
    [ACCOUNT_HOUSEKEEPING_JOB]: () => this.chores.keepHouse(),
    [SEARCH_JOB]: () => this.chores.fillSearch(),
    // Of rooms above this one.
    [DOCUMENTS_JOB]: () => this.queues.handed(DOCUMENTS_JOB),
    [WEBHOOKS_JOB]: () => this.queues.handed(WEBHOOKS_JOB),
  };
}

/** Of two processes that start at one moment, the first has put the schedule's next turn on the queue: then it is set. */
function ifNotSetJustNow(error: Error & { code?: number }): void {
  if (error.code !== ErrorCode.SchedulerJobIdCollision) throw error;
}

type JobName = ScheduledJob | typeof DIGEST_JOB | typeof SHEET_JOB;
