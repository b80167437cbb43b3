import { Redis } from 'ioredis';
import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Client } from 'pg';

/** What the program asks of a queue; the same on each backend. */
export type JobQueue = Pick<
  Queue,
  'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobSchedulers' | 'getJobCounts' | 'on' | 'close'
>;
export type JobWorker = Pick<Worker, 'on' | 'close' | 'waitUntilReady' | 'isRunning' | 'isPaused'>;
export type WorkOptions = Pick<WorkerOptions, 'concurrency'>;
export type { Processor };

export interface QueuePlace {
  /** Where named, queues live in Redis. */
  redisUrl?: string;
  /** Else in this PostgreSQL database, in a schema of their own. */
  databaseUrl: string;
}

/** Where jobs wait. The queue carries ids and nothing else: losing it whole loses nothing. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  /** Must have been awaited before the first queue is opened. */
  prepare(): Promise<void>;
  queue(name: string): JobQueue;
  worker(name: string, process: Processor, options: WorkOptions): JobWorker;
  close(): Promise<void>;
}

export function queueBackend(place: QueuePlace): QueueBackend {
  return place.redisUrl ? new RedisBackend(place.redisUrl) : new PostgresBackend(place.databaseUrl);
}

class RedisBackend implements QueueBackend {
  readonly kind = 'redis';
  private readonly clients: Redis[] = [];

  constructor(private readonly url: string) {}

  async prepare(): Promise<void> {}

  queue(name: string): JobQueue {
    // A request must not hang while Redis is away: what could not be queued waits in the database.
    return new Queue(name, { connection: this.client({ maxRetriesPerRequest: 1 }), prefix: PREFIX });
  }

  worker(name: string, process: Processor, options: WorkOptions): JobWorker {
    const connection = this.client({ maxRetriesPerRequest: null });
    return new Worker(name, process, { ...options, connection, prefix: PREFIX });
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.disconnect();
  }

  private client(options: { maxRetriesPerRequest: number | null }): Redis {
    const client = new Redis(this.url, options);
    // Queue and worker report the same errors.
    client.on('error', () => {});
    this.clients.push(client);
    return client;
  }
}

const PREFIX = 'tracker';

class PostgresBackend implements QueueBackend {
  readonly kind = 'postgres';

  constructor(private readonly url: string) {}

  /** BullMQ does not migrate by itself, and retries an uninitialised schema in a loop that eats a core. */
  async prepare(): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      await runMigrations(client, SCHEMA);
    } finally {
      await client.end();
    }
  }

  queue(name: string): JobQueue {
    return new Queue(name, this.options(2), createPostgresBackend as never);
  }

  worker(name: string, process: Processor, options: WorkOptions): JobWorker {
    const all = { ...options, ...this.options(4) } as unknown as WorkerOptions;
    return new Worker(name, process, all, createPostgresBackend as never);
  }

  async close(): Promise<void> {}

  private options(connections: number) {
    return { connection: { connectionString: this.url, schema: SCHEMA, max: connections } };
  }
}

const SCHEMA = 'bullmq';
