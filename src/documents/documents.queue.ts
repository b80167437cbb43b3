import { Injectable, Logger } from '@nestjs/common';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import { DOCUMENTS_JOB, WORK_QUEUE } from '../platform/queue/work-queue.js';

/** A queue that is away is not waited for: what is to be made stands in the database, which is looked at every minute. */
const PATIENCE_MS = 3_000;

/** Tells the worker that a document waits. To be called after the commit. */
@Injectable()
export class DocumentQueue {
  private readonly log = new Logger('documents');

  constructor(private readonly queues: Queues) {}

  async notify(): Promise<void> {
    try {
      const queue = await withTimeout(PATIENCE_MS, this.queues.queue(WORK_QUEUE));
      await withTimeout(
        PATIENCE_MS,
        queue.add(DOCUMENTS_JOB, {}, { removeOnComplete: true, removeOnFail: true }),
      );
    } catch (error) {
      this.log.warn({ err: error }, 'the worker could not be notified; documents are made at its next check');
    }
  }
}
