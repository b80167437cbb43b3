import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit, type AuditActor } from '../audit/audit.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { addDays, type Day } from '../platform/clock.js';
import { writeRows } from './ledger.rows.js';
import { lastWord, planDay, type PlannedReminder } from './planner.js';
import { readPlanState } from './plan.state.js';
import { ReminderSettings } from './settings.js';

/** Days before which a missed run is not caught up: by then a later rule has spoken. */
const CATCH_UP_DAYS = 60;

/** A run that somebody asked for: an account, or null for the command line. */
export interface ByHand {
  actor: AuditActor | null;
}

/**
 * The ledger of reminders: what is to be said is written here first, under a unique key, and is sent from here.
 * Planners of the same day take turns; who comes second finds nothing left to write.
 */
@Injectable()
export class Ledger {
  private readonly log = new Logger('reminders');

  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly settings: ReminderSettings,
  ) {}

  /**
   * Writes what a day has to say. On a day off nothing is written.
   * @param byHand where somebody asked for it; that goes into the audit log
   * @returns ids of the rows that are new
   */
  async plan(day: Day, at: Date, byHand?: ByHand): Promise<number[]> {
    const calendar = await this.calendarFor(day);
    const note = async (em: EntityManager, planned: number) => {
      const entry = { kind: 'reminders.run', at, subject: day, data: { planned } } as const;
      if (byHand) await appendAudit(em, { ...entry, actor: byHand.actor });
    };
    if (!calendar.isWorking(day)) {
      await this.em.fork().transactional((em) => note(em, 0));
      return [];
    }
    return this.inTurn(day, at, false, async (db, em) => {
      const planned = await this.planned(db, calendar, [day]);
      const written = await writeRows(db, { day, host: this.settings.host, rows: planned.flat() });
      await note(em, written.length);
      return written;
    });
  }

  /**
   * Writes what a day has to say, and with it, once, the last word of the working days that a downtime missed.
   * Those days are marked as caught up.
   */
  async planWithMissed(day: Day, at: Date): Promise<number[]> {
    const calendar = await this.calendarFor(day);
    if (!calendar.isWorking(day)) return [];
    return this.inTurn(day, at, false, async (db) => {
      const missed = await this.missedBefore(db, calendar, day);
      const planned = await this.planned(db, calendar, [...missed, day]);
      await markCaughtUp(db, missed, day, at);
      return writeRows(db, { day, host: this.settings.host, rows: lastWord(planned, day) });
    });
  }

  /** Writes a day of the demo's history as if it had been sent, marked as illustrative. No mail goes out. */
  async recordIllustrative(day: Day, at: Date): Promise<number> {
    const calendar = await this.calendarFor(day);
    if (!calendar.isWorking(day)) return 0;
    const written = await this.inTurn(day, at, true, async (db) => {
      const planned = await this.planned(db, calendar, [day]);
      return writeRows(db, { day, host: this.settings.host, rows: planned.flat(), sentAt: at });
    });
    return written.length;
  }

  async wasRun(day: Day): Promise<boolean> {
    const { rows } = await sql`select 1 from reminder_run where day = ${day}`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  async hasRunBefore(day: Day): Promise<boolean> {
    const { rows } = await sql`select 1 from reminder_run where day < ${day} limit 1`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  private inTurn<Result>(
    day: Day,
    at: Date,
    illustrative: boolean,
    act: (db: Kysely<unknown>, em: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      // The row is the lock: a second planner of the day waits here for the first one's commit.
      await sql`
        insert into reminder_run (day, started_at, finished_at, illustrative)
        values (${day}, ${at}, ${illustrative ? at : null}, ${illustrative})
        on conflict (day) do update set started_at = reminder_run.started_at`.execute(db);
      return act(db, em);
    });
  }

  private async planned(
    db: Kysely<unknown>,
    calendar: WorkingCalendar,
    days: Day[],
  ): Promise<PlannedReminder[][]> {
    const state = await readPlanState(db, calendar, days);
    return days.map((day) => planDay({ ...state, day }));
  }

  /** Working days since the first run that were not run, because nothing was running. */
  private async missedBefore(db: Kysely<unknown>, calendar: WorkingCalendar, day: Day): Promise<Day[]> {
    const { rows } = await sql<{ first: Day | null; run: Day[] }>`
      select min(day)::text as first, array_agg(day::text) as run from reminder_run where day < ${day}`.execute(
      db,
    );
    const { first, run } = rows[0]!;
    if (!first) return [];
    const horizon = addDays(day, -CATCH_UP_DAYS);
    const since = first > horizon ? first : horizon;
    return calendar.daysBetween(since, addDays(day, -1)).filter((missed) => !run.includes(missed));
  }

  private async calendarFor(day: Day): Promise<WorkingCalendar> {
    const calendar = await this.calendars.load();
    if (!calendar.isEntered(day)) {
      this.log.warn(`The holidays of ${day.slice(0, 4)} are not entered: only weekends count as days off`);
    }
    return calendar;
  }
}

async function markCaughtUp(db: Kysely<unknown>, missed: Day[], day: Day, at: Date): Promise<void> {
  if (missed.length === 0) return;
  await sql`
    insert into reminder_run (day, started_at, finished_at, caught_up_on)
    select missed, ${at}, ${at}, ${day} from unnest(${missed}::date[]) as missed
    on conflict (day) do nothing`.execute(db);
}
