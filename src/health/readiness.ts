import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Config } from '../config/config.js';
import { Drain } from '../platform/http/drain.js';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import { REMINDERS_QUEUE } from '../reminders/digest.queue.js';

export type Part = 'database' | 'queue' | 'worker';
export interface Ready {
  ready: boolean;
  parts: Partial<Record<Part, 'ok' | 'away'>>;
}

/** Less than the patience of whoever asks. */
const PATIENCE_MS = 2_000;

/** Whether this process can do its part. */
@Injectable()
export class Readiness {
  constructor(
    private readonly em: EntityManager,
    private readonly queues: Queues,
    private readonly config: Config,
    private readonly drain: Drain,
  ) {}

  /**
   * Without the database nobody is ready; a worker needs its queue and its loop too. Pages are served without a queue
   * (mails wait in the ledger), so for them it is told, and no reason to take the process out of service.
   */
  async check(): Promise<Ready> {
    const works = this.config.ROLE !== 'web';
    const [database, queue] = await Promise.all([isThere(this.askDatabase()), isThere(this.askQueue())]);
    const worker = works ? { worker: this.queues.isWorking ? ('ok' as const) : ('away' as const) } : {};
    const parts = { database, queue, ...worker };
    const needed: (string | undefined)[] = works ? Object.values(parts) : [database];
    return { ready: !this.drain.hasBegun && needed.every((state) => state === 'ok'), parts };
  }

  private async askDatabase(): Promise<void> {
    await sql`select 1`.execute(this.em.fork().getKysely());
  }

  private async askQueue(): Promise<void> {
    await this.queues.queue(REMINDERS_QUEUE);
    await this.queues.counts();
  }
}

async function isThere(asking: Promise<void>): Promise<'ok' | 'away'> {
  return withTimeout(PATIENCE_MS, asking).then(
    () => 'ok',
    () => 'away',
  );
}
