import type { Job } from 'bullmq';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { inContext } from '../context.js';
import { Metrics } from '../metrics.js';
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
  private readonly handlers = new Map<string, () => Promise<void>>();
  private prepared?: Promise<void>;
  /** Then a connection that breaks is no news. */
  private closing = false;
  private closed?: Promise<void>;

  constructor(
    place: QueuePlace,
    private readonly metrics = new Metrics(),
  ) {
    this.backend = queueBackend(place);
  }

  get kind(): QueueBackend['kind'] {
    return this.backend.kind;
  }

  /** Brings the backend's own schema up to date. Queues and workers wait for it; calling it early only fails earlier. */
  prepare(): Promise<void> {
    return (this.prepared ??= this.backend.prepare().catch((error: unknown) => {
      // A database that was away is asked again.
      this.prepared = undefined;
      throw error;
    }));
  }

  queue(name: string): Promise<JobQueue> {
    let queue = this.open.get(name);
    if (!queue) {
      queue = this.prepare().then(() => this.watched(name, this.backend.queue(name)));
      this.open.set(name, queue);
      queue.catch(() => this.open.delete(name));
    }
    return queue;
  }

  async work(name: string, process: Processor, options: WorkOptions): Promise<void> {
    await this.prepare();
    const told = (job: Job) =>
      inContext({ job: `${name}:${job.id}`, jobName: job.name }, () => this.run(job, process));
    this.workers.push(this.watched(name, this.backend.worker(name, told, options)));
  }

  /** A room above the worker's says what is done for a job of this name. */
  handle(job: string, act: () => Promise<void>): void {
    this.handlers.set(job, act);
  }

  /** Does it. @throws where no room has said what */
  async handed(job: string): Promise<void> {
    const act = this.handlers.get(job);
    if (!act) throw new Error(`nobody does the job ${job}`);
    await act();
  }

  /** Every line of the log that a job writes names it. */
  private async run(job: Job, process: Processor): Promise<unknown> {
    const began = performance.now();
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const result: unknown = await process(job);
      outcome = 'done';
      return result;
    } finally {
      const ms = Math.round(performance.now() - began);
      this.metrics.job(job.name, ms, outcome);
      this.log.log({ outcome, ms }, 'job');
    }
  }

  /** True where this process works and each of its loops runs. */
  get isWorking(): boolean {
    return (
      this.workers.length > 0 && this.workers.every((worker) => worker.isRunning() && !worker.isPaused())
    );
  }

  /** Jobs by state, of every queue that this process has opened. @throws where the queue cannot be reached */
  async counts(): Promise<Record<string, Record<string, number>>> {
    const counted = [...this.open].map(async ([name, queue]) => [
      name,
      await (await queue).getJobCounts(...STATES),
    ]);
    return Object.fromEntries(await Promise.all(counted));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** Lets running jobs end, within limits: what is cut off stands in the database and is picked up later. */
  close(): Promise<void> {
    return (this.closed ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    this.closing = true;
    await Promise.all(
      this.workers.map((worker) =>
        withTimeout(WORKER_CLOSE_MS, worker.close()).catch(() => worker.close(true)),
      ),
    );
    const queues = await Promise.allSettled(this.open.values());
    for (const queue of queues) {
      if (queue.status === 'fulfilled')
        await withTimeout(QUEUE_CLOSE_MS, queue.value.close()).catch(() => {});
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

/** As BullMQ names them. */
const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
const WORKER_CLOSE_MS = 5_000;
const QUEUE_CLOSE_MS = 1_000;

/** @throws where the work takes longer; the work itself is not stopped */
export async function withTimeout<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
