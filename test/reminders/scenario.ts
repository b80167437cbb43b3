import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { WorkingCalendarService } from '../../src/calendar/working-calendar.service.js';
import { Config } from '../../src/config/config.js';
import { Clock, instantOf, type Day } from '../../src/platform/clock.js';
import { ormOptions } from '../../src/platform/database.js';
import { MailModule } from '../../src/platform/mail/mail.module.js';
import { QueueModule } from '../../src/platform/queue/queue.module.js';
import { StorageModule } from '../../src/platform/storage/storage.module.js';
import { RemindersModule } from '../../src/reminders/reminders.module.js';
import { RemindersService } from '../../src/reminders/ledger/reminders.service.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { JobWorker } from '../../src/jobs/worker.js';

const noLimits = { incomingBytes: 1_000_000_000, keepFreeBytes: 0 };

/** A clock that stands where it is put. */
export class StandingClock extends Clock {
  constructor(private at: Date) {
    super();
  }

  now(): Date {
    return this.at;
  }

  set(day: Day, time = '08:00'): void {
    this.at = instantOf(day, time);
  }
}

export interface Place {
  databaseUrl: string;
  smtpUrl: string;
  redisUrl?: string;
  clock: Clock;
  config?: Partial<Config>;
}

/**
 * One process of the program, as far as reminders go. Its schedules, which go by the clock of the machine and not by that of the place, are
 * left out: they would look after the day in the middle of a test that happens to run at one of their minutes.
 */
export async function startProcess(
  place: Place,
  { works = true, byTheClock = false } = {},
): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(ProcessModule.at(place), {
    logger: false,
    abortOnError: false,
  });
  await app.get(WorkingCalendarService, { strict: false }).ensureCalendars();
  if (works) await app.get(JobWorker).start({ byTheClock });
  return app;
}

export const remindersOf = (app: INestApplicationContext) => app.get(RemindersService);

@Module({})
class ProcessModule {
  static at({ databaseUrl, smtpUrl, redisUrl, clock, config }: Place): DynamicModule {
    return {
      module: ProcessModule,
      imports: [
        ValuesModule.of(
          clock,
          Object.assign(new Config(), { PUBLIC_URL: 'https://hop-tac.example' }, config),
        ),
        MikroOrmModule.forRoot({
          ...ormOptions(databaseUrl, [], { poolSize: 6 }),
          registerRequestContext: false,
        }),
        QueueModule.forRoot({ redisUrl, databaseUrl }),
        StorageModule.forRoot({ dir: mkdtempSync(join(tmpdir(), 'tracker-test-')), limits: noLimits }),
        MailModule.forRoot({ smtpUrl, from: 'Theo dõi hợp tác <khong-tra-loi@tracker.example>' }),
        RemindersModule,
        JobsModule,
      ],
    };
  }
}

@Module({})
class ValuesModule {
  static of(clock: Clock, config: Config): DynamicModule {
    const providers = [
      { provide: Clock, useValue: clock },
      { provide: Config, useValue: config },
    ];
    return { module: ValuesModule, global: true, providers, exports: [Clock, Config] };
  }
}

const text = (vi: string, en = vi) => JSON.stringify({ vi, en });

/** One agreement of two sides: coordinators, and liaison officers of both departments of industry and trade. */
export class Scenario {
  static readonly ids = {
    hanoi: 1,
    nghean: 2,
    hnOffice: 1,
    naOffice: 2,
    hnTrade: 10,
    naTrade: 20,
    naNew: 21,
  };

  private constructor(private readonly client: Client) {}

  static async on(url: string): Promise<Scenario> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const scenario = new Scenario(client);
    await scenario.seed();
    return scenario;
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** @returns its id; a side that has said nothing has no percent */
  async commitment(given: {
    code: string;
    dueOn: Day;
    title?: string;
    hanoi?: SideGiven;
    nghean?: SideGiven;
  }): Promise<number> {
    const { code, dueOn, title = `Cam kết ${code}`, hanoi = {}, nghean = {} } = given;
    const [row] = await this.query<{ id: number }>(
      `insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
         original_precision, original_value, status, created_at)
       values (1, 1, $1, (select coalesce(max(position), 0) + 1 from commitment), $2, '', 'date', $3::text, $3::text::date, 'date', $3::text,
         'in_progress', now()) returning id`,
      [code, text(title), dueOn],
    );
    await this.side(row!.id, 1, Scenario.ids.hanoi, { body: Scenario.ids.hnTrade, ...hanoi });
    await this.side(row!.id, 2, Scenario.ids.nghean, { body: Scenario.ids.naTrade, ...nghean });
    return row!.id;
  }

  async completeSide(commitmentId: number, partyId: number): Promise<void> {
    await this.query(
      `update commitment_side set status = 'completed', percent = 100, completed_on = '2019-11-01', completion_declared_at = now(),
         updated_at = now() where commitment_id = $1 and party_id = $2`,
      [commitmentId, partyId],
    );
  }

  rows(day?: Day): Promise<LedgerRow[]> {
    return this.query<LedgerRow>(
      `select u.email, c.code, r.rule, r.day::text, r.status, r.reason, r.sent_at as "sentAt", d.message_id as "messageId", d.attempts
       from reminder r join app_user u on u.id = r.recipient_id join commitment c on c.id = r.commitment_id
       join digest d on d.id = r.digest_id where $1::date is null or r.day = $1 order by u.email, c.code, r.day`,
      [day ?? null],
    );
  }

  private async side(
    commitmentId: number,
    position: number,
    partyId: number,
    given: SideGiven & { body: number },
  ) {
    const percent = given.percent ?? null;
    await this.query(
      `insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, status, percent, updated_at)
       values ($1, 1, $2, $3, $4, $5, $6, case when $6::integer is not null then now() end)`,
      [commitmentId, partyId, position, given.body, percent ? 'in_progress' : 'not_started', percent],
    );
    if (given.completed) await this.completeSide(commitmentId, partyId);
    if (given.planConfirmed) {
      await this.query(
        `update commitment_side set plan_confirmed_at = now() where commitment_id = $1 and party_id = $2`,
        [commitmentId, partyId],
      );
    }
  }

  private async seed(): Promise<void> {
    await this.query(`
      insert into party (id, code, marker, name, committee) values
        (1, 'hanoi', 'HN', '${text('Hà Nội', 'Hanoi')}', '${text('Thành ủy Hà Nội', 'Hanoi Party Committee')}'),
        (2, 'nghean', 'NA', '${text('Nghệ An')}', '${text('Tỉnh ủy Nghệ An', 'Nghệ An Party Committee')}')`);
    await this.query(`
      insert into body (id, party_id, code, kind, name, short) values
        (1, 1, 'hn-office', 'party_office', '${text('Văn phòng Thành ủy Hà Nội')}', '${text('Văn phòng Thành ủy')}'),
        (2, 2, 'na-office', 'party_office', '${text('Văn phòng Tỉnh ủy Nghệ An')}', '${text('Văn phòng Tỉnh ủy')}'),
        (10, 1, 'hn-trade', 'department', '${text('Sở Công Thương thành phố Hà Nội')}', '${text('Sở Công Thương', 'Dept of Industry and Trade')}'),
        (11, 1, 'hn-silent', 'department', '${text('Sở Du lịch thành phố Hà Nội')}', '${text('Sở Du lịch', 'Dept of Tourism')}'),
        (20, 2, 'na-trade', 'department', '${text('Sở Công Thương tỉnh Nghệ An')}', '${text('Sở Công Thương', 'Dept of Industry and Trade')}'),
        (21, 2, 'na-new', 'unit', '${text('Trung tâm mới')}', '${text('Trung tâm mới')}')`);
    await this.query('update party set office_id = id');
    for (const [email, role, party, body] of accounts) {
      await this.query(
        `insert into app_user (email, name, role, party_id, body_id, password_hash, language, created_at)
         values ($1, $2, $3, $4, $5, 'x', $6, now())`,
        [email, text(email), role, party, body, email === 'english@nghean.example' ? 'en' : 'vi'],
      );
    }
    await this.query(`
      insert into agreement (id, slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
      values (1, '2016-tb-tu', '2016-TB/TU', 'notice', '${text('Thông báo')}', '${text('Thành ủy')}', '2019-01-01', '2020-12-31', '{}', now())`);
    await this.query('insert into agreement_party values (1, 1, 1), (1, 2, 2)');
    await this.query(
      `insert into sector (id, agreement_id, code, name, position) values (1, 1, '3', '${text('Công thương')}', 1)`,
    );
  }
}

interface SideGiven {
  body?: number;
  percent?: number;
  completed?: boolean;
  planConfirmed?: boolean;
}

export interface LedgerRow {
  email: string;
  code: string;
  rule: string;
  day: Day;
  status: string;
  reason: string | null;
  sentAt: Date | null;
  messageId: string;
  attempts: number;
}

const accounts: [string, string, number | null, number | null][] = [
  ['coordinator@hanoi.example', 'coordinator', 1, null],
  ['coordinator@nghean.example', 'coordinator', 2, null],
  ['congthuong@hanoi.example', 'liaison', 1, 10],
  ['congthuong@nghean.example', 'liaison', 2, 20],
  ['leader@hanoi.example', 'leader', 1, null],
  ['admin@tracker.example', 'admin', null, null],
];
