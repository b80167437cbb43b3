import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { oldestUnsealed } from '../audit/audit-sealing.js';
import { standingOfYears } from '../calendar/standing.sql.js';
import { standingsOn, type StandingOfYear } from '../calendar/standing.js';
import { addDays, Clock, type Day } from '../platform/clock.js';
import { Metrics } from '../platform/metrics.js';
import { Queues, withTimeout } from '../platform/queue/queues.js';
import { CATCH_UP_DAYS } from '../reminders/plan/day-plan.js';
import { openFailure } from '../reminders/plan/owed.js';
import { Heartbeats } from '../reminders/ledger/heartbeat.js';
import type { Gauge } from 'prom-client';
import { REMINDERS_QUEUE } from '../reminders/digest/digest.queue.js';
import { figureGauges, forget, type Gauges } from './figure-gauges.js';

interface Figures {
  day: string | null;
  startedAt: number | null;
  rows: Record<string, number>;
  waiting: number;
  failed: number;
  failedNotices: number;
  audit: number;
  unsealed: number | null;
  calendarYears: StandingOfYear[];
  missing: Day | null;
}

const PATIENCE_MS = 2_000;

/** What is read when somebody asks for metrics: one query, and one look at the queue. */
@Injectable()
export class ScrapedFigures {
  private readonly gauges: Gauges;

  constructor(
    private readonly em: EntityManager,
    private readonly queues: Queues,
    private readonly clock: Clock,
    private readonly heartbeats: Heartbeats,
    metrics: Metrics,
  ) {
    this.gauges = figureGauges(metrics.registry);
  }

  /** What cannot be had is left out, and `tracker_up` says so. */
  async refresh(): Promise<void> {
    await Promise.all([this.refreshFromDatabase(), this.refreshFromQueue()]);
  }

  private async refreshFromDatabase(): Promise<void> {
    const { up, jobs: _, ...figures } = this.gauges;
    try {
      this.show(await withTimeout(PATIENCE_MS, this.read()));
      up.set({ part: 'database' }, 1);
    } catch {
      up.set({ part: 'database' }, 0);
      for (const gauge of Object.values(figures)) forget(gauge as Gauge);
    }
  }

  private show({
    day,
    startedAt,
    rows,
    waiting,
    failed,
    failedNotices,
    audit,
    unsealed,
    calendarYears,
    missing,
  }: Figures): void {
    const { runRows, runAt, runAge, runInfo, runMissing, yearsToSettle: toSettle, ...gauges } = this.gauges;
    const now = this.clock.now().getTime();
    gauges.waiting.set(waiting);
    gauges.failed.set(failed);
    gauges.failedNotices.set(failedNotices);
    gauges.audit.set(audit);
    gauges.unsealed.set(unsealed ?? 0);
    toSettle.reset();
    for (const { year, standing } of standingsOn(this.clock.today(), calendarYears))
      toSettle.set({ year, standing }, standing === 'decided' ? 0 : 1);
    runMissing.set(missing === null ? 0 : 1);
    runInfo.reset();
    if (day === null || startedAt === null) return;
    runInfo.set({ day }, 1);
    runAt.set(startedAt);
    runAge.set(Math.round(now / 1000 - startedAt));
    for (const status of statuses) runRows.set({ status }, rows[status] ?? 0);
  }

  private async refreshFromQueue(): Promise<void> {
    const { up, jobs } = this.gauges;
    jobs.reset();
    try {
      const counts = await withTimeout(PATIENCE_MS, this.countJobs());
      for (const [queue, states] of Object.entries(counts)) {
        for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
      }
      up.set({ part: 'queue' }, 1);
    } catch {
      up.set({ part: 'queue' }, 0);
    }
  }

  private async countJobs() {
    await this.queues.queue(REMINDERS_QUEUE);
    return this.queues.counts();
  }

  private async read(): Promise<Figures> {
    const today = this.clock.today();
    const { rows } = await sql<Omit<Figures, 'missing'>>`
      with last as (
        select day, started_at from reminder_run where not illustrative and caught_up_on is null order by day desc limit 1
      )
      select (select day::text from last) as day,
        (select extract(epoch from started_at)::float8 from last) as "startedAt",
        (select coalesce(jsonb_object_agg(status, n), '{}') from
          (select status, count(*) as n from reminder where day = (select day from last) group by status) s) as rows,
        (select count(*)::integer from digest where status in ('planned', 'claimed')) as waiting,
        (select count(distinct r.digest_id)::integer from reminder r where ${openFailure(addDays(today, -CATCH_UP_DAYS))}) as failed,
        (select count(*)::integer from notice n where n.failed_at > ${addDays(today, -CATCH_UP_DAYS)}::date and n.reason is distinct from 'no_longer_true') as "failedNotices",
        (select coalesce(max(seq), 0)::float8 from audit_chain) as audit, ${oldestUnsealed} as unsealed,
        ${standingOfYears} as "calendarYears"`.execute(this.em.fork().getKysely());
    return { ...rows[0]!, missing: await this.heartbeats.missing() };
  }
}

const statuses = ['planned', 'claimed', 'sent', 'skipped', 'failed'];
