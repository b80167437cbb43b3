import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock, type Day } from '../../platform/clock.js';
import { ReminderSettings } from './settings.js';

/** What became of ledger rows. */
export interface RunCounts {
  /** New rows. */
  planned: number;
  sent: number;
  skipped: number;
  failed: number;
}

/** Between two looks: what ends meanwhile is told so much later at most. */
const MOST_WAIT_MS = 25;

/** How far the run of a day has come. */
@Injectable()
export class Runs {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly settings: ReminderSettings,
  ) {}

  /** Waits until every digest of a day is final, or is in nobody's hands, or patience ends. */
  async settled(day: Day, patienceMs = this.settings.patienceMs): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (let waitMs = 5; Date.now() < deadline; waitMs = Math.min(waitMs * 1.5, MOST_WAIT_MS)) {
      const { rows } = await sql`
        select 1 from digest where day = ${day} and status in ('planned', 'claimed') and lease_until > now() limit 1`.execute(
        this.db,
      );
      if (rows.length === 0) break;
      await pause(waitMs);
    }
    await this.finish(day);
  }

  /**
   * Notes that a run is finished, once all its digests are final. How often a commitment was chased is part of lists,
   * so their revision is raised with it.
   */
  async finish(day: Day): Promise<void> {
    await sql`
      with finished as (
        update reminder_run set finished_at = ${this.clock.now()}
        where day = ${day} and finished_at is null
          and not exists (select 1 from digest where day = ${day} and status in ('planned', 'claimed'))
        returning day
      )
      update agreement set revision = revision + 1 where exists (select 1 from finished) and id in (
        select c.agreement_id from reminder r join commitment c on c.id = r.commitment_id
        where r.day = ${day} and r.status = 'sent')`.execute(this.db);
  }

  /** The rows that a run is about to deal with: those it wrote, and what an earlier one left under the digests it queued. */
  async rowsOf(written: number[], digests: number[]): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      select id::integer from reminder
      where id = any(${written}) or (digest_id = any(${digests}) and status in ('planned', 'claimed'))`.execute(
      this.db,
    );
    return rows.map(({ id }) => id);
  }

  async count(rowIds: number[]): Promise<Omit<RunCounts, 'planned'>> {
    const { rows } = await sql<Omit<RunCounts, 'planned'>>`
      select count(*) filter (where status = 'sent')::integer as sent,
        count(*) filter (where status = 'skipped')::integer as skipped,
        count(*) filter (where status = 'failed')::integer as failed
      from ledger_row where id = any(${rowIds})`.execute(this.db);
    return rows[0]!;
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
