import { Injectable, Logger } from '@nestjs/common';
import { Queues, withTimeout } from '../../platform/queue/queues.js';
import { ACCOUNT_MAILS_JOB, WORK_QUEUE } from '../../platform/queue/work-queue.js';

/** A queue that is away is not waited for: the mail is safe in the outbox, which is looked at every minute. */
const PATIENCE_MS = 3_000;

/** Tells the worker that the outbox has something. To be called after the commit. */
@Injectable()
export class AccountMailNotifier {
  private readonly log = new Logger('mail');

  constructor(private readonly queues: Queues) {}

  async notify(): Promise<void> {
    try {
      const queue = await withTimeout(PATIENCE_MS, this.queues.queue(WORK_QUEUE));
      const options = { removeOnComplete: true, removeOnFail: true };
      await withTimeout(PATIENCE_MS, queue.add(ACCOUNT_MAILS_JOB, {}, options));
    } catch (error) {
      this.log.warn(
        { err: error },
        'the worker could not be notified; account emails go out at its next check',
      );
    }
  }
}
