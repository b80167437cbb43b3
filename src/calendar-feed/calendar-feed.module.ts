import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedQueries } from './calendar-feed.queries.js';
import { CalendarFeed } from './calendar-feed.service.js';

/** Deadlines in the calendars of phones and mail programs. */
@Module({
  imports: [AccountsModule, CalendarModule],
  controllers: [CalendarFeedController],
  providers: [CalendarFeed, CalendarFeedQueries],
})
export class CalendarFeedModule {}
