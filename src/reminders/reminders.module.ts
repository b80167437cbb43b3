import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { Config } from '../config/config.js';
import { CalendarEffects } from './calendar-effects.js';
import { DigestClaims } from './digest.claims.js';
import { DigestMails } from './digest.mails.js';
import { DigestQueries } from './digest.queries.js';
import { DigestQueue } from './digest.queue.js';
import { DigestSender } from './digest.sender.js';
import { Ledger } from './ledger.js';
import { NoticeSender } from './notices/notice.sender.js';
import { Notices } from './notices/notices.js';
import { PreviewQueries } from './preview.queries.js';
import { LedgerMails } from './ledger-mails.queries.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';
import { Resending } from './resending.js';
import { RunCalendar } from './run-calendar.js';
import { Runs } from './runs.js';
import { ReminderSettings, reminderSettingsOf } from './settings.js';

const planning = [Ledger, Runs, RunCalendar, RemindersService];
const reading = [RemindersQueries, LedgerMails, PreviewQueries, CalendarEffects];
const sending = [DigestQueue, DigestClaims, DigestQueries, DigestMails, DigestSender, Resending];
const telling = [Notices, NoticeSender];

/** The ledger: planned, sent, read. */
@Module({
  imports: [CalendarModule],
  providers: [
    { provide: ReminderSettings, useFactory: reminderSettingsOf, inject: [Config] },
    ...planning,
    ...sending,
    ...telling,
    ...reading,
  ],
  exports: [RemindersService, DigestSender, Resending, ...reading],
})
export class RemindersModule {}
