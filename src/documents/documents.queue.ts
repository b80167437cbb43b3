import { Injectable, Logger } from '@nestjs/common';
import { Queues } from '../platform/queue/queues.js';
import { wakeWorker } from '../platform/queue/wake-worker.js';
import { DOCUMENTS_JOB } from '../platform/queue/work-queue.js';

/** Tells the worker that a document waits. To be called after the commit. */
@Injectable()
export class DocumentQueue {
  private readonly log = new Logger('documents');

  constructor(private readonly queues: Queues) {}

  notify(): Promise<void> {
    const otherwise = 'documents are made at its next check';
    return wakeWorker(this.queues, { name: DOCUMENTS_JOB }, { log: this.log, otherwise });
  }
}
