import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, Clock, dayOf, instantOf, type Day } from '../../platform/clock.js';
import { MailSettings } from '../../platform/mail/mail-settings.js';

/** Local time of the daily run where nothing else is set; so were the runs of versions that knew no other. */
export const RUN_AT = '08:00';

/** Local times between which mails go out, on working days, where nothing else is set. */
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

/** The clock, the working calendar and the hours that administrators set, as far as runs need them. */
@Injectable()
export class RunCalendar {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarService,
    private readonly settings: MailSettings,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  today(): Day {
    return this.clock.today();
  }

  /** The demo's clock: no schedule comes between. */
  get isMovedByHand(): boolean {
    return this.clock.settable;
  }

  /** The time of a day at which it is run. */
  async runTimeOf(day: Day): Promise<Date> {
    return instantOf(day, (await this.settings.read()).runAt);
  }

  /** Whether digests go out by themselves now: on a working day, from the hour of its run until the hours of mails end. */
  async isSendingNow(): Promise<boolean> {
    const [now, today] = [this.now(), this.today()];
    const { runAt, until } = await this.settings.read();
    if (now < instantOf(today, runAt) || now >= instantOf(today, until)) return false;
    return (await this.calendars.load()).isWorking(today);
  }

  async workingDaysBetween(from: Day, to: Day): Promise<Day[]> {
    return (await this.calendars.load()).daysBetween(from, to);
  }

  async workingDayBefore(day: Day): Promise<Day> {
    return (await this.calendars.load()).before(day, 1);
  }

  /** The day of the next run that has not begun: today, before its hour on a working day. */
  async nextRunDay(): Promise<Day> {
    const [now, today, calendar] = [this.now(), this.today(), await this.calendars.load()];
    const isLeft = calendar.isWorking(today) && now < (await this.runTimeOf(today));
    return isLeft ? today : calendar.after(today, 1);
  }

  /** When what is to go out from `at` on goes out. */
  async nextSending(at: Date = this.now()): Promise<Date> {
    const { from, until: to } = await this.settings.read();
    return nextSending(at, await this.calendars.load(), { from, to });
  }
}
