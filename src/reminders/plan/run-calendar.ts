import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, Clock, dayOf, instantOf, type Day } from '../../platform/clock.js';

/** Local time of the daily run. */
export const RUN_AT = '08:00';

/** Local times between which mails go out, on working days. */
export const SENDING = { from: '08:00', to: '18:00' } as const;

/** The first instant from `at` on at which mails go out: `at` itself within the hours, else the next opening. */
export function nextSending(
  at: Date,
  calendar: WorkingCalendar,
  hours: { from: string; to: string } = SENDING,
): Date {
  for (let day = dayOf(at); ; day = addDays(day, 1)) {
    if (!calendar.isWorking(day) || at >= instantOf(day, hours.to)) continue;
    const opening = instantOf(day, hours.from);
    return at > opening ? at : opening;
  }
}

/** The clock and the working calendar, as far as runs need them. */
@Injectable()
export class RunCalendar {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarService,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  today(): Day {
    return this.clock.today();
  }

  /** Whether this is a time at which mails go out by themselves: a working day, from the hour of its run on. */
  async isSendingNow(): Promise<boolean> {
    const today = this.today();
    return this.now() >= instantOf(today, RUN_AT) && (await this.calendars.load()).isWorking(today);
  }

  async workingDaysBetween(from: Day, to: Day): Promise<Day[]> {
    return (await this.calendars.load()).daysBetween(from, to);
  }

  /** The day of the next run that has not begun: today, before its hour on a working day. */
  async nextRunDay(): Promise<Day> {
    const [now, today, calendar] = [this.now(), this.today(), await this.calendars.load()];
    return calendar.isWorking(today) && now < instantOf(today, RUN_AT) ? today : calendar.after(today, 1);
  }

  /** When what is to go out from `at` on goes out. */
  async nextSending(at: Date = this.now()): Promise<Date> {
    return nextSending(at, await this.calendars.load());
  }
}
