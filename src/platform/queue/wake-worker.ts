import type { Logger } from '@nestjs/common';
import { withTimeout, type Queues } from './queues.js';
import { WORK_QUEUE } from './work-queue.js';

/** A queue that is away is not waited for: what is to be done stands in the database, which the worker looks at every minute. */
const PATIENCE_MS = 3_000;

/**
 * Tells the worker that there is something to do. To be called after the commit.
 * @param otherwise what becomes of it where the worker could not be told, for the log
 */
export async function wakeWorker(
  queues: Queues,
  job: { name: string; data?: object },
  { log, otherwise }: { log: Logger; otherwise: string },
): Promise<void> {
  try {
    const queue = await withTimeout(PATIENCE_MS, queues.queue(WORK_QUEUE));
    const options = { removeOnComplete: true, removeOnFail: true };
    await withTimeout(PATIENCE_MS, queue.add(job.name, job.data ?? {}, options));
  } catch (error) {
    log.warn({ err: error }, `the worker could not be notified; ${otherwise}`);
  }
}
