import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import { SystemClock } from '../src/platform/clock.js';
import { WorkingCalendarService } from '../src/calendar/working-calendar.service.js';
import { Drain } from '../src/platform/http/drain.js';
import { projectRoot } from '../src/platform/project-root.js';
import { startApp } from './support/app.js';
import { freshDatabase } from './support/database.js';
import { query } from './support/query.js';
import { sealed } from './support/sealed.js';

jest.setTimeout(90_000);

describe('health and metrics', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ask: typeof program.ask;

  beforeAll(async () => {
    program = await startApp({ works: true });
    ask = program.ask;
  });
  afterAll(() => program?.stop());

  const metrics = async () => (await ask(null, 'GET', '/metrics')).text;
  const valueOf = (text: string, name: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };

  it('says that it lives, and that each of its parts is there', async () => {
    expect((await ask(null, 'GET', '/healthz/live')).json).toEqual({ status: 'ok' });
    const { status, json } = await ask(null, 'GET', '/healthz/ready');
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        status: 'ok',
        parts: { database: 'ok', queue: 'ok', worker: 'ok' },
        calendar: [],
        reminderRunMissing: null,
        auditSealLate: null,
      },
    });
  });

  it('names, from October on, the next year whose working days are missing, and stays ready', async () => {
    const { url } = program.database;
    const kept = await query(url, 'select * from calendar_year where year = 2020');
    await query(
      url,
      `update calendar_year set document_number = null, document_date = null where year = 2020`,
    );
    const { status, json } = await ask(null, 'GET', '/healthz/ready');
    expect([status, json.calendar]).toEqual([200, [{ year: 2020, standing: 'expected' }]]);
    await query(url, `update calendar_year set document_number = $1, document_date = $2 where year = 2020`, [
      kept[0]!.document_number,
      kept[0]!.document_date,
    ]);
  });

  it('names a working day whose reminders were not run, in health, metrics and on the pages that matter, and stays ready', async () => {
    const { url } = program.database;
    const admin = await program.browser('admin@tracker');
    const pages = async () => [
      (await admin.get('/quan-tri/thu')).body.includes('Chưa gửi thư nhắc ngày 20/11/2019'),
      (await ask('leader@hanoi', 'GET', '/don-doc')).text.includes('Chưa gửi thư nhắc ngày 20/11/2019'),
    ];
    expect(await pages()).toEqual([false, false]);
    // As if it had been started before its hour.
    await query(
      url,
      `update reminder_run set illustrative = false, started_at = day, run_at = '08:00' where day = '2019-11-20'`,
    );
    expect(await pages()).toEqual([true, true]);
    const { status, json } = await ask(null, 'GET', '/healthz/ready');
    expect([status, json.reminderRunMissing]).toEqual([200, '2019-11-20']);
    expect(valueOf(await metrics(), 'tracker_reminder_run_missing')).toBe(1);
    await query(url, `update reminder_run set started_at = day + interval '1 hour' where day = '2019-11-20'`);
    expect((await ask(null, 'GET', '/healthz/ready')).json.reminderRunMissing).toBeNull();
  });

  it('counts requests by pattern, method and class of status, and never by what a visitor wrote', async () => {
    await ask('coordinator@hanoi', 'GET', '/api/v1/commitments/17');
    await ask('coordinator@hanoi', 'GET', '/api/v1/commitments/999999');
    await ask(null, 'GET', '/marked-words/nothing-here?marked=words');
    await ask(null, 'GET', '/2016-tb-tu/cam-ket/marked-words');
    const text = await metrics();
    const count = (route: string, status: string) =>
      valueOf(
        text,
        `tracker_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`,
      );
    expect(count('/api/v1/commitments/:id', '2xx')).toBe(1);
    expect(count('/api/v1/commitments/:id', '4xx')).toBe(1);
    expect(count('(none)', '4xx')).toBe(1);
    expect(count('/:slug/cam-ket/:code', '3xx')).toBe(1);
    expect(text).not.toMatch(/marked|[/"]999999|hanoi\.example/);
  });

  it('counts queries, and shows how full the pool is', async () => {
    const before = valueOf(await metrics(), 'tracker_database_query_duration_seconds_count')!;
    await ask('coordinator@hanoi', 'GET', '/api/v1/agreements');
    const text = await metrics();
    expect(valueOf(text, 'tracker_database_query_duration_seconds_count')).toBeGreaterThan(before);
    expect(valueOf(text, 'tracker_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'tracker_database_connections{state="waiting"}')).toBe(0);
  });

  it('shows what became of the last run, its day and age, and the length of the audit chain', async () => {
    const before = valueOf(await metrics(), 'tracker_audit_chain_length')!;
    await ask('admin@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-22' });
    const told = async (status: string) => {
      const url = `/api/v1/reminders?from=2019-11-22&to=2019-11-22&limit=1&status=${status}`;
      return ((await ask('admin@tracker', 'GET', url)).json as { total: number }).total;
    };
    const sent = await told('sent');
    const skipped = await told('skipped');
    const text = await metrics();
    const rows = (status: string) => valueOf(text, `tracker_reminders_last_run{status="${status}"}`);
    expect(sent).toBeGreaterThan(0);
    expect({ sent: rows('sent'), skipped: rows('skipped'), failed: rows('failed') }).toEqual({
      sent,
      skipped,
      failed: 0,
    });
    expect(valueOf(text, 'tracker_reminder_last_run_info{day="2019-11-22"}')).toBe(1);
    const startedAt = valueOf(text, 'tracker_reminder_last_run_timestamp_seconds')!;
    expect(new Date(startedAt * 1000).toISOString()).toMatch(/^2019-11-22T01:/);
    expect(valueOf(text, 'tracker_reminder_last_run_age_seconds')).toBeLessThan(2 * 3600);
    expect(valueOf(text, 'tracker_reminder_run_missing')).toBe(0);
    expect(valueOf(text, 'tracker_digests_waiting')).toBe(0);
    expect(valueOf(text, 'tracker_mails_total{outcome="sent"}')).toBe(program.smtp.mails.length);
    expect(valueOf(text, 'tracker_queue_jobs{queue="reminders",state="waiting"}')).toBe(0);
    expect(valueOf(text, 'tracker_job_duration_seconds_count{job="digest",outcome="done"}')).toBeGreaterThan(
      0,
    );
    expect(valueOf(text, 'tracker_audit_chain_length')).toBeGreaterThan(before);
    expect(text).toMatch(/^tracker_build_info\{version="\d+\.\d+\.\d+",node="v\d+[^"]*",role="all"\} 1$/m);
  });

  it('warns where entries of the audit log have waited for their seal for more than ten seconds, and stays ready', async () => {
    const { url } = program.database;
    const seen = async () => {
      const { status, json } = await ask(null, 'GET', '/healthz/ready');
      return [status, json.auditSealLate, valueOf(await metrics(), 'tracker_audit_unsealed_seconds')!];
    };
    await sealed(url);
    expect(await seen()).toEqual([200, null, 0]);
    await ask('admin@tracker', 'POST', '/api/v1/tokens', { name: 'Thử', scope: 'read', days: 7 });
    const [status, late, seconds] = await seen();
    expect([status, late, seconds > 0 && seconds < 10]).toEqual([200, null, true]);
    await query(
      url,
      `insert into audit_entry (at, recorded_at, kind) values (now(), now() - interval '11 s', 'session.opened')`,
    );
    expect(await seen()).toEqual([200, 11, expect.closeTo(11, 0)]);
    await sealed(url);
    expect(await seen()).toEqual([200, null, 0]);
  });

  it('shows that next year’s working calendar is decided, only expected or missing', async () => {
    const stands = async () => {
      const of2020 = /^tracker_calendar_year_to_settle\{year="2020",standing="(\w+)"\} ([01])$/gm;
      return [...(await metrics()).matchAll(of2020)].map(([, standing, value]) => `${standing} ${value}`);
    };
    const change = (statement: string) => query(program.database.url, statement);
    expect(await stands()).toEqual(['decided 0']);
    await change('update calendar_year set document_number = null, document_date = null where year = 2020');
    expect(await stands()).toEqual(['expected 1']);
    await change('delete from calendar_year where year = 2020');
    expect(await stands()).toEqual(['missing 1']);
    await program.app.get(WorkingCalendarService, { strict: false }).ensureCalendars();
    expect(await stands()).toEqual(['decided 0']);
  });

  it('names every metric that the alert rules ask for', async () => {
    const rules = readFileSync(join(projectRoot, 'docs/prometheus-alerts.yml'), 'utf8');
    const { groups } = parse(rules) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const alerts = groups.flatMap(({ rules: own }) => own);
    const asked = alerts.flatMap(({ expr }) => expr.match(/\b(?:tracker|process|nodejs)_\w+/g) ?? []);
    const text = await metrics();
    const known = new Set([...text.matchAll(/^(\w+?)(?:\{.*\})? /gm)].map(([, name]) => name));
    expect(alerts.length).toBeGreaterThan(5);
    for (const { alert, expr } of alerts)
      expect([alert, expr]).toEqual([alert, expect.stringMatching(/tracker_|up\{/)]);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  describe('who may read metrics', () => {
    const asked = async (url: string, from: string, headers: Record<string, string> = {}) =>
      (await program.app.inject({ method: 'GET', url, remoteAddress: from, headers })).statusCode;

    it('this machine may', async () => {
      expect(await asked('/metrics', '127.0.0.1')).toBe(200);
      expect(await asked('/metrics', '::ffff:127.0.0.1')).toBe(200);
    });

    it('another may not, nor may anybody for whom a proxy asks', async () => {
      expect(await asked('/metrics', '10.0.0.9')).toBe(403);
      expect(await asked('/metrics', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(403);
      expect(await asked('/metrics', '127.0.0.1', { forwarded: 'for=127.0.0.1' })).toBe(403);
      expect(await asked('/healthz/ready', '10.0.0.9')).toBe(200);
    });
  });

  it('hands a proxy’s request id back, and one of its own to anybody else', async () => {
    const headers = { 'x-request-id': 'proxy-0123456789' };
    expect((await ask(null, 'GET', '/healthz/live', undefined, headers)).headers['x-request-id']).toBe(
      'proxy-0123456789',
    );
    const stranger = await program.app.inject({ url: '/healthz/live', headers, remoteAddress: '10.0.0.9' });
    expect(stranger.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const problem = await ask(null, 'GET', '/api/v1/agreements', undefined, headers);
    expect((problem.json as { requestId: string }).requestId).toBe('proxy-0123456789');
  });

  it('is not ready from the moment it is told to stop, and asks for every connection to be closed', async () => {
    const own = await otherProgram({});
    try {
      expect((await own.inject('/healthz/ready')).statusCode).toBe(200);
      expect((await own.inject('/healthz/live')).headers.connection).not.toBe('close');
      own.get(Drain).begin();
      const { statusCode, headers } = await own.inject('/healthz/ready');
      expect({ statusCode, connection: headers.connection }).toEqual({
        statusCode: 503,
        connection: 'close',
      });
      expect((await own.inject('/healthz/live')).statusCode).toBe(200);
      expect((await own.inject('/dang-nhap')).statusCode).toBe(200);
    } finally {
      await own.close();
    }
  });

  it('with METRICS_TOKEN answers whoever shows it, from anywhere, and nobody else', async () => {
    const token = 'a-token-for-prometheus-only';
    const own = await otherProgram({ METRICS_TOKEN: token });
    const asked = (remoteAddress: string, authorization?: string) =>
      own.inject({ url: '/metrics', remoteAddress, headers: authorization ? { authorization } : {} });
    try {
      expect((await asked('10.0.0.9', `Bearer ${token}`)).statusCode).toBe(200);
      expect((await asked('127.0.0.1')).statusCode).toBe(401);
      expect((await asked('127.0.0.1', `Bearer ${token}x`)).statusCode).toBe(401);
      expect((await asked('127.0.0.1', token)).statusCode).toBe(401);
    } finally {
      await own.close();
    }
  });

  it('counts failed sign-ins by the visitor’s address where TRUST_PROXY names the proxy, and by the proxy’s where not', async () => {
    const own = await otherProgram({ TRUST_PROXY: 'loopback, 10.1.0.0/16' });
    const failFrom = (proxy: string, visitor: string) =>
      own.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        remoteAddress: proxy,
        headers: { 'x-forwarded-for': visitor },
        payload: { email: 'nobody@hanoi.example', password: 'x' },
      });
    try {
      for (const [proxy, visitor] of [
        ['10.1.2.3', '203.0.113.7'],
        ['10.1.2.3', '198.51.100.1, 203.0.113.8'],
        ['10.2.0.1', '203.0.113.9'],
      ]) {
        expect((await failFrom(proxy!, visitor!)).statusCode).toBe(401);
      }
      const { rows } = await sql<{
        address: string;
      }>`select host(address) as address from sign_in_failure order by id`.execute(
        own.get(EntityManager).fork().getKysely(),
      );
      expect(rows.map(({ address }) => address)).toEqual(['203.0.113.7', '203.0.113.8', '10.2.0.1']);
    } finally {
      await own.close();
    }
  });

  it('goes on answering when the database is away: metrics say so, readiness refuses', async () => {
    const own = await otherProgram({}, 'postgres://nobody@127.0.0.1:1/nothing');
    try {
      const ready = await own.inject('/healthz/ready');
      expect(ready.statusCode).toBe(503);
      expect(ready.json()).toMatchObject({ parts: { database: 'away' } });
      const { body, statusCode } = await own.inject('/metrics');
      expect(statusCode).toBe(200);
      expect(valueOf(body, 'tracker_up{part="database"}')).toBe(0);
      expect(valueOf(body, 'tracker_audit_chain_length')).toBeUndefined();
      expect((await own.inject('/healthz/live')).statusCode).toBe(200);
    } finally {
      await own.close();
    }
  });

  /** As production has it, in this process. */
  async function otherProgram(env: Record<string, string>, databaseUrl?: string) {
    const database = databaseUrl === undefined ? await freshDatabase() : undefined;
    const url = databaseUrl ?? database!.url;
    const config = readConfig({
      SESSION_SECRET: 'only-for-tests-only-for-tests-only',
      SMTP_URL: 'smtp://127.0.0.1:1',
      PUBLIC_URL: 'http://127.0.0.1:1',
      LOG_LEVEL: 'silent',
      ROLE: 'web',
      DATABASE_URL: url,
      ...env,
    });
    const place = { databaseUrl: url, smtpUrl: 'smtp://127.0.0.1:1', mailboxUrl: null };
    const app = await createApp({ config, clock: new SystemClock(), ...place });
    await app.init();
    const fastify = app.getHttpAdapter().getInstance();
    return {
      get: app.get.bind(app),
      inject: fastify.inject.bind(fastify),
      close: async () => {
        await app.close();
        await database?.drop();
      },
    };
  }
});
