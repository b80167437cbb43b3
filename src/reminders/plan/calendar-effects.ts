import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingException } from '../../calendar/working-days.js';
import { addDays, Clock, type Day } from '../../platform/clock.js';
import { movedDays, movedRows } from './day-plan.js';
import { readPlanState } from './plan.state.js';
import { isRun } from './runs-before.js';

/** Reminders that would belong to a day already run. */
export interface MovedReminders {
  commitments: number;
  /** The next run, which tells them. */
  toldOn: Day;
}

/** What a change of the calendar does to reminders: asked before it is saved. */
@Injectable()
export class CalendarEffects {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param days that become exceptions
   * @param without exceptions that are taken out
   * @returns null where nothing moves into the past
   */
  async of(days: readonly WorkingException[], without: readonly Day[] = []): Promise<MovedReminders | null> {
    const former = await this.calendars.load();
    const now = former.changed(days, without);
    const today = this.clock.today();
    const wasRun = await isRun(this.db, today);
    const lastRun = wasRun ? today : addDays(today, -1);
    if (!(await this.hasRunBy(lastRun))) return null;
    const change = { former, now, lastRun, by: lastRun };
    const state = await readPlanState(this.db, now, movedDays(change));
    const moved = new Set(movedRows(state, change).flatMap((rows) => rows.map((row) => row.commitmentId)));
    if (moved.size === 0) return null;
    const toldOn = !wasRun && now.isWorking(today) ? today : now.after(today, 1);
    return { commitments: moved.size, toldOn };
  }

  private async hasRunBy(day: Day): Promise<boolean> {
    const { rows } = await sql`select 1 from reminder_run where day <= ${day} limit 1`.execute(this.db);
    return rows.length > 0;
  }

  private get db() {
    return this.em.fork().getKysely() as unknown as Kysely<unknown>;
  }
}
