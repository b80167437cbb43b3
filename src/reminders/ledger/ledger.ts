import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit, type AuditActor } from '../../audit/audit.js';
import { sealAudit } from '../../audit/audit-sealing.js';
import { presentWitness } from '../../audit/witness.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { planOf, planRun } from '../plan/day-plan.js';
import { closeEarlierDays } from './earlier-days.js';
import { writeRows } from './ledger.rows.js';
import { isDone, isRun } from '../plan/runs-before.js';
import { ReminderSettings } from './settings.js';

/** A run that somebody asked for: an account, or null for the command line. */
export interface ByHand {
  actor: AuditActor | null;
}

interface Planning {
  whole?: boolean;
  byHand?: ByHand;
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
   * Writes what a day has to say; on a day off nothing.
   * @param whole with what days before owe (`planRun`): for the run of today. A past day that was caught up has been told
   * @param byHand where somebody asked for it; that goes into the audit log
   * @returns ids of the rows that are new
   */
  async plan(day: Day, at: Date, { whole = false, byHand }: Planning = {}): Promise<number[]> {
    const calendar = await this.calendarFor(day);
    const note = async (em: EntityManager, planned: number) => {
      const entry = { kind: 'reminders.run', at, subject: day, data: { planned } } as const;
      if (byHand) await appendAudit(em, { ...entry, actor: byHand.actor });
    };
    if (!calendar.isWorking(day)) {
      if (byHand) await this.em.fork().transactional((em) => note(em, 0));
      return [];
    }
    return this.inTurn(day, at, false, async (db, em) => {
      const rows = whole ? await this.planWhole(db, calendar, day, at) : await planOfPast(db, calendar, day);
      const written = await writeRows(db, { day, host: this.settings.host, rows });
      await note(em, written.length);
      return written;
    });
  }

  private async planWhole(db: Kysely<unknown>, calendar: WorkingCalendar, day: Day, at: Date) {
    await closeEarlierDays(db, day);
    const { rows, missed } = await planRun(db, calendar, day);
    await markCaughtUp(db, missed, day, at);
    await keepCalendar(db, day, calendar);
    return rows;
  }

  /** Writes a day of the demo's history as if it had been sent, marked as illustrative. No mail goes out. */
  async recordIllustrative(day: Day, at: Date): Promise<number> {
    const calendar = await this.calendarFor(day);
    if (!calendar.isWorking(day)) return 0;
    const written = await this.inTurn(day, at, true, async (db) => {
      const rows = await planOf(db, calendar, day);
      await keepCalendar(db, day, calendar);
      return writeRows(db, { day, host: this.settings.host, rows, sentAt: at });
    });
    return written.length;
  }

  /** Whether the run of a day is done; one that somebody asked for before its hour is not it. */
  wasRun(day: Day): Promise<boolean> {
    return isRun(this.em.fork().getKysely() as unknown as Kysely<unknown>, day);
  }

  async hasRunBefore(day: Day): Promise<boolean> {
    const { rows } = await sql`select 1 from reminder_run where day < ${day} limit 1`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  private async inTurn<Result>(
    day: Day,
    at: Date,
    illustrative: boolean,
    act: (db: Kysely<unknown>, em: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    // The head that its mails name is to tell of all that was done before; an older one is no reason to remind nobody.
    await sealAudit(this.em.fork()).catch((error) => this.log.error({ err: error }, 'audit log not sealed'));
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      // The row is the lock: a second planner of the day waits here for the first one's commit.
      await sql`
        insert into reminder_run as r (day, started_at, finished_at, illustrative, audit_head, run_at)
        values (${day}, ${at}, ${illustrative ? at : null}, ${illustrative}, ${presentWitness}, (select run_at from mail_setting))
        on conflict (day) do update set started_at = greatest(r.started_at, excluded.started_at),
          audit_head = coalesce(r.audit_head, excluded.audit_head),
          run_at = case when ${isDone} then r.run_at else excluded.run_at end`.execute(db);
      return act(db, em);
    });
  }

  private async calendarFor(day: Day): Promise<WorkingCalendar> {
    const calendar = await this.calendars.load();
    if (!calendar.isEntered(day)) {
      this.log.warn(
        `The public holidays for ${day.slice(0, 4)} have not been entered: only weekends count as days off`,
      );
    }
    return calendar;
  }
}

async function planOfPast(db: Kysely<unknown>, calendar: WorkingCalendar, day: Day) {
  const { rows } =
    await sql`select 1 from reminder_run where day = ${day} and caught_up_on is not null`.execute(db);
  return rows.length > 0 ? [] : planOf(db, calendar, day);
}

async function markCaughtUp(db: Kysely<unknown>, missed: Day[], day: Day, at: Date): Promise<void> {
  if (missed.length === 0) return;
  await sql`
    insert into reminder_run (day, started_at, finished_at, caught_up_on)
    select missed, ${at}, ${at}, ${day} from unnest(${missed}::date[]) as missed
    on conflict (day) do update set caught_up_on = coalesce(reminder_run.caught_up_on, excluded.caught_up_on)`.execute(
    db,
  );
}

/** For the next run, which asks whether it has changed; of earlier ones it is of no use. */
async function keepCalendar(db: Kysely<unknown>, day: Day, { entered }: WorkingCalendar): Promise<void> {
  await sql`
    update reminder_run set calendar = case when day = ${day} then ${JSON.stringify(entered)}::jsonb end
    where day = ${day} or (day < ${day} and calendar is not null)`.execute(db);
}
