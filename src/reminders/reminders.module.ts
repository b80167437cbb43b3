import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { Config } from '../config/config.js';
import { CommitmentReminders } from './commitment-reminders.queries.js';
import { DigestClaims } from './digest.claims.js';
import { DigestMails } from './digest.mails.js';
import { DigestQueries } from './digest.queries.js';
import { DigestQueue } from './digest.queue.js';
import { DigestSender } from './digest.sender.js';
import { Ledger } from './ledger.js';
import { PreviewQueries } from './preview.queries.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';
import { RemindersWorker } from '../jobs/worker.js';
import { RunCalendar } from './run-calendar.js';
import { Runs } from './runs.js';
import { ReminderSettings, reminderSettingsOf } from './settings.js';

const planning = [Ledger, Runs, RunCalendar, RemindersService];
const sending = [DigestQueue, DigestClaims, DigestQueries, DigestMails, DigestSender, RemindersWorker];
const reading = [RemindersQueries, PreviewQueries, CommitmentReminders];

@Module({
  imports: [AccountsModule, CalendarModule],
  controllers: [RemindersController],
  providers: [
    { provide: ReminderSettings, useFactory: reminderSettingsOf, inject: [Config] },
    ...planning,
    ...sending,
    ...reading,
  ],
  exports: [RemindersService, RemindersWorker, ...reading],
})
export class RemindersModule {}
