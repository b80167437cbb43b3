import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  queueBackend,
  type JobQueue,
  type JobWorker,
  type Processor,
  type QueueBackend,
  type QueuePlace,
  type WorkOptions,
} from './backends.js';

/** Opens queues and starts workers, on Redis or on PostgreSQL, and closes them in the right order. */
export class Queues implements BeforeApplicationShutdown {
  private readonly log = new Logger('queue');
  private readonly backend: QueueBackend;
  private readonly open = new Map<string, Promise<JobQueue>>();
  private readonly workers: JobWorker[] = [];
  private prepared?: Promise<void>;
  /** Then a connection that breaks is no news. */
  private closing = false;

  constructor(place: QueuePlace) {
    this.backend = queueBackend(place);
  }

  get kind(): QueueBackend['kind'] {
    return this.backend.kind;
  }

  /** Brings the backend's own schema up to date. Queues and workers wait for it; calling it early only fails earlier. */
  prepare(): Promise<void> {
    return (this.prepared ??= this.backend.prepare());
  }

  queue(name: string): Promise<JobQueue> {
    let queue = this.open.get(name);
    if (!queue) {
      queue = this.prepare().then(() => this.watched(name, this.backend.queue(name)));
      this.open.set(name, queue);
    }
    return queue;
  }

  async work(name: string, process: Processor, options: WorkOptions): Promise<void> {
    await this.prepare();
    this.workers.push(this.watched(name, this.backend.worker(name, process, options)));
  }

  /** Lets running jobs end, within limits: what is cut off stands in the database and is picked up later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    for (const worker of this.workers) {
      await within(WORKER_CLOSE_MS, worker.close()).catch(() => worker.close(true));
    }
    const queues = await Promise.allSettled(this.open.values());
    for (const queue of queues) {
      if (queue.status === 'fulfilled') await within(QUEUE_CLOSE_MS, queue.value.close()).catch(() => {});
    }
    await this.backend.close();
  }

  /** Without a listener an error would end the process; the same one again and again is told once. */
  private watched<Part extends JobQueue | JobWorker>(name: string, part: Part): Part {
    let last = '';
    (part as JobQueue).on('error', (error: Error) => {
      if (error.message !== last && !this.closing)
        this.log.error({ err: error, queue: name }, 'queue connection');
      last = error.message;
    });
    return part;
  }
}

const WORKER_CLOSE_MS = 5_000;
const QUEUE_CLOSE_MS = 1_000;

/** @throws where the work takes longer; the work itself is not stopped */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
