import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Pool } from 'pg';
import { AccountPagesModule } from './accounts/account-pages.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgreementsModule } from './agreements/agreements.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import { CalendarFeedModule } from './calendar-feed/calendar-feed.module.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import { Config } from './config/config.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { ExceptionsModule } from './exceptions/exceptions.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { entities } from './entities.js';
import { GuidesModule } from './guides/guides.module.js';
import { HealthModule } from './health/health.module.js';
import { Clock } from './platform/clock.js';
import { ormOptions } from './platform/database.js';
import type { HttpLimits } from './platform/http/slow-senders.js';
import { Connections, Drain } from './platform/http/drain.js';
import { loggerOptions } from './platform/logging.js';
import { programVersion } from './platform/project-root.js';
import { MAILBOX_URL } from './platform/mailbox-url.js';
import { Metrics } from './platform/metrics.js';
import { watchPool } from './platform/watch-pool.js';
import { MailModule } from './platform/mail/mail.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { StorageModule } from './platform/storage/storage.module.js';
import { ReminderPagesModule } from './reminders/reminder-pages.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { DemoAccounts } from './accounts/sign-in/demo-accounts.js';
import { AdministrationModule } from './administration/administration.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MyWorkModule } from './my-work/my-work.module.js';
import { NoticeModule } from './notice/notice.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { SheetsModule } from './sheets/sheets.module.js';
import { PeriodsModule } from './periods/periods.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { ShellModule } from './shell/shell.module.js';

/** What the program runs on: its settings, its clock, and where its services are. */
export interface Surroundings {
  config: Config;
  clock: Clock;
  databaseUrl: string;
  smtpUrl: string;
  /** The web address of the demo's mailbox; null in production. */
  mailboxUrl: string | null;
  /** Accounts that the sign-in page may show: the demo's. */
  shownAccounts?: DemoAccounts['shown'];
  /** Shorter ones for tests. */
  httpLimits?: Partial<HttpLimits>;
  /** Modules that only this run has. */
  extra?: (Type | DynamicModule)[];
}

@Module({})
export class AppModule {
  static with(surroundings: Surroundings): DynamicModule {
    const { config, databaseUrl, smtpUrl, extra = [] } = surroundings;
    const metrics = new Metrics();
    metrics.describe(programVersion(), config.ROLE);
    const onPool = (pool: Pool) => watchPool(pool, metrics);
    return {
      module: AppModule,
      imports: [
        SurroundingsModule.with(surroundings, metrics),
        LoggerModule.forRoot(loggerOptions(config.logLevel)),
        MikroOrmModule.forRoot({
          ...ormOptions(databaseUrl, entities, { onPool }),
          registerRequestContext: false,
        }),
        QueueModule.forRoot({ redisUrl: config.REDIS_URL, databaseUrl }),
        StorageModule.forRoot({ dir: config.filesDir, limits: config.storeLimits }),
        MailModule.forRoot({ smtpUrl, from: config.MAIL_FROM }),
        ShellModule,
        ExportsModule,
        AccountsModule,
        AccountPagesModule,
        AgreementsModule,
        CommitmentsModule,
        RemindersModule,
        ReminderPagesModule,
        MyWorkModule,
        CalendarFeedModule,
        NoticeModule,
        GuidesModule,
        ExchangeModule,
        SheetsModule,
        BulkModule,
        AuditModule,
        AuditLogModule,
        DashboardModule,
        ExceptionsModule,
        JobsModule,
        HealthModule,
        PeriodsModule,
        DocumentsModule,
        WebhooksModule,
        AdministrationModule,
        ...extra,
      ],
    };
  }
}

@Module({})
class SurroundingsModule {
  static with(
    { config, clock, mailboxUrl, shownAccounts = null }: Surroundings,
    metrics: Metrics,
  ): DynamicModule {
    const values = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Metrics, useValue: metrics },
      { provide: Drain, useValue: new Drain() },
      { provide: Connections, useValue: new Connections() },
      { provide: MAILBOX_URL, useValue: mailboxUrl },
      { provide: DemoAccounts, useValue: new DemoAccounts(shownAccounts) },
    ];
    return {
      module: SurroundingsModule,
      global: true,
      providers: values,
      exports: values.map(({ provide }) => provide),
    };
  }
}
