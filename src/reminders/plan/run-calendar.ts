import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { Clock, type Day } from '../../platform/clock.js';

/** Local time of the daily run. */
export const RUN_AT = '08:00';

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

  async workingDaysBetween(from: Day, to: Day): Promise<Day[]> {
    return (await this.calendars.load()).daysBetween(from, to);
  }
}
