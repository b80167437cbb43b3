import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { LATE_AFTER_S, oldestUnsealed } from '../audit/audit-sealing.js';
import { yearsToSettle, type StandingOfYear, type YearToSettle } from '../calendar/standing.js';
import { standingOfYears } from '../calendar/standing.sql.js';
import { Config } from '../config/config.js';
import { Clock, type Day } from '../platform/clock.js';
import { Drain } from '../platform/http/drain.js';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import { Heartbeats } from '../reminders/ledger/heartbeat.js';
import { REMINDERS_QUEUE } from '../reminders/digest/digest.queue.js';

export type Part = 'database' | 'queue' | 'worker';
export interface Ready {
  ready: boolean;
  parts: Partial<Record<Part, 'ok' | 'away'>>;
  /** Years of the working calendar in which something is left to do; never a reason to take a process out of service. */
  calendar: YearToSettle[];
  /** The working day whose reminders have not been run, long past their hour; null where all is well. No reason either. */
  reminderRunMissing: Day | null;
  /** For how many seconds an entry of the audit log has waited for its seal, where that is too long. No reason either. */
  auditSealLate: number | null;
}

interface FoundInDatabase {
  years: StandingOfYear[];
  unsealed: number | null;
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
    private readonly clock: Clock,
    private readonly heartbeats: Heartbeats,
  ) {}

  /**
   * Without the database nobody is ready; a worker needs its queue and its loop too. Pages are served without a queue
   * (mails wait in the ledger), so for them it is told, and no reason to take the process out of service.
   */
  async check(): Promise<Ready> {
    const works = this.config.ROLE !== 'web';
    const [found, queue, heartbeat] = await Promise.all([
      answerOf(this.askDatabase()),
      answerOf(this.askQueue()),
      answerOf(this.heartbeats.read()),
    ]);
    const database = stateOf(found);
    const worker = works ? { worker: this.queues.isWorking ? ('ok' as const) : ('away' as const) } : {};
    const parts = { database, queue: stateOf(queue), ...worker };
    const needed: (string | undefined)[] = works ? Object.values(parts) : [database];
    return {
      ready: !this.drain.hasBegun && needed.every((state) => state === 'ok'),
      parts,
      calendar: found ? yearsToSettle(this.clock.today(), found.years) : [],
      reminderRunMissing: heartbeat?.missing ?? null,
      auditSealLate: found?.unsealed && found.unsealed > LATE_AFTER_S ? Math.round(found.unsealed) : null,
    };
  }

  /** Whether it is there; what it has of the calendar, and how long the audit log waits for its seal. */
  private async askDatabase(): Promise<FoundInDatabase> {
    const { rows } = await sql<FoundInDatabase>`
      select ${standingOfYears} as years, ${oldestUnsealed} as unsealed`.execute(this.em.fork().getKysely());
    return rows[0]!;
  }

  private async askQueue(): Promise<object> {
    await this.queues.queue(REMINDERS_QUEUE);
    return this.queues.counts();
  }
}

/** Null where none comes in time. */
function answerOf<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  return withTimeout(PATIENCE_MS, asking).catch(() => null);
}

const stateOf = (answer: object | null): 'ok' | 'away' => (answer ? 'ok' : 'away');
