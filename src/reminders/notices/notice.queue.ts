import { Injectable, Logger } from '@nestjs/common';
import { Queues, withTimeout } from '../../platform/queue/queues.js';
import { NOTICES_JOB, WORK_QUEUE } from '../../platform/queue/work-queue.js';

/** A queue that is away is not waited for: the mail is safe in the ledger, which is looked at every minute. */
const PATIENCE_MS = 3_000;

/** Tells the worker that a mail of notices is to go out at once. To be called after the commit. */
@Injectable()
export class NoticeQueue {
  private readonly log = new Logger('reminders');

  constructor(private readonly queues: Queues) {}

  async notify(): Promise<void> {
    try {
      const queue = await withTimeout(PATIENCE_MS, this.queues.queue(WORK_QUEUE));
      await withTimeout(
        PATIENCE_MS,
        queue.add(NOTICES_JOB, {}, { removeOnComplete: true, removeOnFail: true }),
      );
    } catch (error) {
      this.log.warn(
        { err: error },
        'the worker could not be notified; same-day emails go out at its next check',
      );
    }
  }
}
