import { Injectable, Logger } from '@nestjs/common';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import { SHEET_JOB, WORK_QUEUE } from '../platform/queue/work-queue.js';

/** A queue that is away is not waited for: what is to be done stands in the database, which is looked at every minute. */
const PATIENCE_MS = 3_000;

export interface SheetJob {
  sheetId: number;
}

/** Tells the worker that there is something to do for a sheet. To be called after the commit. */
@Injectable()
export class SheetQueue {
  private readonly log = new Logger('sheets');

  constructor(private readonly queues: Queues) {}

  async notify(sheetId: number): Promise<void> {
    try {
      const queue = await withTimeout(PATIENCE_MS, this.queues.queue(WORK_QUEUE));
      const job: SheetJob = { sheetId };
      await withTimeout(
        PATIENCE_MS,
        queue.add(SHEET_JOB, job, { removeOnComplete: true, removeOnFail: true }),
      );
    } catch (error) {
      this.log.warn({ err: error }, 'the worker could not be notified; the sheet waits for its next look');
    }
  }
}
