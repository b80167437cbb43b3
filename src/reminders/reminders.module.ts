import { Global, Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { Config } from '../config/config.js';
import { RunWatch } from '../shell/run-watch.js';
import { CalendarEffects } from './plan/calendar-effects.js';
import { DigestClaims } from './digest/digest.claims.js';
import { DigestMails } from './digest/digest.mails.js';
import { DigestQueries } from './digest/digest.queries.js';
import { OfficeWorkQueries } from './digest/office-work.queries.js';
import { DigestQueue } from './digest/digest.queue.js';
import { DigestSender } from './digest/digest.sender.js';
import { Heartbeats } from './ledger/heartbeat.js';
import { Ledger } from './ledger/ledger.js';
import { NoticeClaims } from './notices/notice.claims.js';
import { NoticeQueue } from './notices/notice.queue.js';
import { NoticeSender } from './notices/notice.sender.js';
import { Notices } from './notices/notices.js';
import { PreviewQueries } from './pages/preview.queries.js';
import { LedgerMails } from './pages/ledger-mails.queries.js';
import { RemindersQueries } from './ledger/reminders.queries.js';
import { RemindersService } from './ledger/reminders.service.js';
import { Resending } from './ledger/resending.js';
import { RunCalendar } from './plan/run-calendar.js';
import { Runs } from './ledger/runs.js';
import { ReminderSettings, reminderSettingsOf } from './ledger/settings.js';
import { ReportLinks } from './mail-link/report-links.js';

const planning = [Ledger, Runs, RunCalendar, RemindersService, Heartbeats];
const reading = [RemindersQueries, LedgerMails, PreviewQueries, CalendarEffects];
const sending = [
  DigestQueue,
  DigestClaims,
  DigestQueries,
  OfficeWorkQueries,
  DigestMails,
  DigestSender,
  Resending,
  ReportLinks,
];
const telling = [Notices, NoticeClaims, NoticeQueue, NoticeSender];

/** The ledger: planned, sent, read. Global: pages of administrators say whether it runs. */
@Global()
@Module({
  imports: [CalendarModule],
  providers: [
    { provide: ReminderSettings, useFactory: reminderSettingsOf, inject: [Config] },
    ...planning,
    ...sending,
    ...telling,
    ...reading,
    { provide: RunWatch, useExisting: Heartbeats },
  ],
  exports: [
    RunWatch,
    Heartbeats,
    RemindersService,
    DigestSender,
    Resending,
    RunCalendar,
    ReminderSettings,
    ReportLinks,
    NoticeQueue,
    ...reading,
  ],
})
export class RemindersModule {}
