import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { Clock, instantOf, TIME_ZONE, type Day } from '../../platform/clock.js';
import { mailSetting, type MailSetting } from '../../platform/mail/mail-settings.js';
import { isDone } from '../plan/runs-before.js';

/** A run that has not happened so long after its hour is missing. */
export const GRACE_MINUTES = 30;

export interface Heartbeat {
  /** The last run that sent by itself or by hand; null where there was none. */
  last: { day: Day; at: string } | null;
  next: { day: Day; at: string };
  /** The last working day that should have been run by now and was not. */
  missing: Day | null;
  setting: MailSetting;
}

interface Facts {
  setting: MailSetting;
  last: Heartbeat['last'];
  /** The first day that could have been run: that of the first run, or else on which the program was put to work. */
  since: Day | null;
  done: boolean;
}

/** Does the daily run happen? Judged by what the runs left, not by what a scheduler says of itself. */
@Injectable()
export class Heartbeats {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Heartbeat> {
    const calendar = await this.calendars.load();
    const { setting, ...facts } = await this.facts(this.lastWorkingDay(calendar));
    const due = this.dueDay(calendar, setting);
    // Rare: between the hour and the end of its grace it is the day before that counts.
    const { since, done } = due === this.lastWorkingDay(calendar) ? facts : await this.facts(due);
    return {
      last: facts.last,
      next: this.nextAfter(calendar, setting, facts.done),
      missing: done || since === null || due < since ? null : due,
      setting,
    };
  }

  async missing(): Promise<Day | null> {
    return (await this.read()).missing;
  }

  private lastWorkingDay(calendar: WorkingCalendar): Day {
    const today = this.clock.today();
    return calendar.isWorking(today) ? today : calendar.before(today, 1);
  }

  /** The last working day whose run should have happened by now. */
  private dueDay(calendar: WorkingCalendar, { runAt }: MailSetting): Day {
    const last = this.lastWorkingDay(calendar);
    const isOver = this.clock.now().getTime() >= instantOf(last, runAt).getTime() + GRACE_MINUTES * 60_000;
    return isOver ? last : calendar.before(last, 1);
  }

  private nextAfter(calendar: WorkingCalendar, { runAt, until }: MailSetting, isRun: boolean) {
    const today = this.clock.today();
    const isLeft = calendar.isWorking(today) && !isRun && this.clock.now() < instantOf(today, until);
    const day = isLeft ? today : calendar.after(today, 1);
    return { day, at: instantOf(day, runAt).toISOString() };
  }

  private async facts(day: Day): Promise<Facts> {
    const { rows } = await sql<Facts>`
      select ${mailSetting} as setting,
        (select jsonb_build_object('day', day, 'at', iso(started_at)) from reminder_run
          where caught_up_on is null order by day desc limit 1) as last,
        coalesce((select min(day) from reminder_run),
          (select ((min(at) at time zone ${TIME_ZONE}) + interval '1 day')::date from audit_entry))::text as since,
        exists (select 1 from reminder_run r where r.day = ${day} and ${isDone}) as done`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]!;
  }
}
