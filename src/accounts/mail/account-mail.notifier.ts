import { Injectable, Logger } from '@nestjs/common';
import { Queues } from '../../platform/queue/queues.js';
import { wakeWorker } from '../../platform/queue/wake-worker.js';
import { ACCOUNT_MAILS_JOB } from '../../platform/queue/work-queue.js';

/** Tells the worker that the outbox has something. To be called after the commit. */
@Injectable()
export class AccountMailNotifier {
  private readonly log = new Logger('mail');

  constructor(private readonly queues: Queues) {}

  notify(): Promise<void> {
    const otherwise = 'account emails go out at its next check';
    return wakeWorker(this.queues, { name: ACCOUNT_MAILS_JOB }, { log: this.log, otherwise });
  }
}
