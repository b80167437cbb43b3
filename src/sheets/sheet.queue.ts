import { Injectable, Logger } from '@nestjs/common';
import { Queues } from '../platform/queue/queues.js';
import { wakeWorker } from '../platform/queue/wake-worker.js';
import { SHEET_JOB } from '../platform/queue/work-queue.js';

export interface SheetJob {
  sheetId: number;
}

/** Tells the worker that there is something to do for a sheet. To be called after the commit. */
@Injectable()
export class SheetQueue {
  private readonly log = new Logger('sheets');

  constructor(private readonly queues: Queues) {}

  notify(sheetId: number): Promise<void> {
    const data: SheetJob = { sheetId };
    const otherwise = 'the sheet waits for its next look';
    return wakeWorker(this.queues, { name: SHEET_JOB, data }, { log: this.log, otherwise });
  }
}
