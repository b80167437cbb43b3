import { Injectable, Logger } from '@nestjs/common';
import { Queues } from '../../platform/queue/queues.js';
import { wakeWorker } from '../../platform/queue/wake-worker.js';
import { NOTICES_JOB } from '../../platform/queue/work-queue.js';

/** Tells the worker that a mail of notices is to go out at once. To be called after the commit. */
@Injectable()
export class NoticeQueue {
  private readonly log = new Logger('reminders');

  constructor(private readonly queues: Queues) {}

  notify(): Promise<void> {
    const otherwise = 'same-day emails go out at its next check';
    return wakeWorker(this.queues, { name: NOTICES_JOB }, { log: this.log, otherwise });
  }
}
