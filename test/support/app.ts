import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { DEMO_PASSWORD, demoAccounts } from '../../src/demo/accounts.js';
import { DemoClock } from '../../src/demo/demo-clock.js';
import { prepareDemo } from '../../src/demo/demo.js';
import { DemoModule } from '../../src/demo/demo.module.js';
import type { HttpLimits } from '../../src/platform/http/slow-senders.js';
import type { Day } from '../../src/platform/clock.js';
import { startWork } from '../../src/jobs/start-work.js';
import { RemindersService } from '../../src/reminders/ledger/reminders.service.js';
import { freshDatabase, onServer, type FreshDatabase } from './database.js';
import { openSession } from './form.js';
import type { Gate } from './gate.js';
import { freePort } from './ports.js';
import { startSmtp } from './smtp.js';

export interface AppOptions {
  day?: Day;
  redisUrl?: string;
  /** Also starts the worker, and listens on a port of its own. */
  works?: boolean;
  /** More of the environment. */
  env?: Record<string, string>;
  httpLimits?: Partial<HttpLimits>;
  /** Before its database, so that a test can take that away. */
  gate?: Gate;
}

/** The whole program on a database, a mail server and a clock of its own, with the notice and the demo's accounts and history. */
export async function startApp({
  day = '2019-11-20',
  redisUrl,
  works = false,
  env,
  httpLimits,
  gate,
}: AppOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-test-'));
  const [database, smtp, port] = await Promise.all([demoDatabase(day), startSmtp(), works ? freePort() : 0]);
  const clock = new DemoClock(join(folder, 'clock.json'), day);
  const { app, config } = await programOn(gate ? await gate.before(database.url) : database.url, {
    clock,
    folder,
    smtpUrl: smtp.url,
    port,
    redisUrl,
    env,
    httpLimits,
  });
  await prepareDemo(app, clock);
  if (works) {
    await startWork(app);
    await app.listen(port, '127.0.0.1');
    // The mails of its first day: what they change is not to come into what a test looks at.
    await app.get(RemindersService, { strict: false }).settled(day);
  }
  const stop = async () => {
    // Also those on which nothing was ever asked, for which a server waits a minute: clients keep some in reserve.
    app.getHttpServer().closeAllConnections();
    await app.close();
    await gate?.close();
    await Promise.all([database.drop(), smtp.stop(), rm(folder, { recursive: true, force: true })]);
  };
  // Where it listens, and what the links in its mails start with.
  const url = config.publicUrl;
  return { app, clock, smtp, database, folder, url, stop, ...callers(app) };
}

/** The program on a database and a folder that are there already, such as those that a restore filled. */
export async function openApp(databaseUrl: string, folder: string, env?: Record<string, string>) {
  const clock = new DemoClock(join(folder, 'clock.json'), '2019-11-20');
  const { app } = await programOn(databaseUrl, { clock, folder, smtpUrl: 'smtp://127.0.0.1:1', env });
  return { app, clock, stop: () => app.close(), ...callers(app) };
}

interface Surroundings {
  clock: DemoClock;
  /** Where it keeps files. */
  folder: string;
  smtpUrl: string;
  port?: number;
  redisUrl?: string;
  env?: Record<string, string>;
  httpLimits?: Partial<HttpLimits>;
}

async function programOn(
  databaseUrl: string,
  { clock, folder, smtpUrl, port = 0, redisUrl, env, httpLimits }: Surroundings,
) {
  const config = readConfig({
    SESSION_SECRET: 'only-for-tests-only-for-tests-only',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    REDIS_URL: redisUrl,
    DATA_DIR: folder,
    PORT: String(port),
    // A process that is to work and does not is not ready.
    ROLE: port > 0 ? 'all' : 'web',
    ...env,
  });
  const app = await createApp({
    config,
    clock,
    databaseUrl,
    smtpUrl,
    mailboxUrl: 'http://127.0.0.1:1080',
    shownAccounts: { accounts: demoAccounts, password: DEMO_PASSWORD },
    httpLimits,
    extra: [DemoModule],
  });
  await app.init();
  return { app, config };
}

/** The demo's history takes seconds to tell: it is told once a run and day, and copied from then on. */
async function demoDatabase(day: Day): Promise<FreshDatabase> {
  const template = `${process.env.TEST_TEMPLATE}_demo_${day.replaceAll('-', '')}`;
  await onServer(async (client) => {
    // Held until the connection ends: workers that need it at the same time wait for the first.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) await tellOnce(template, day);
  });
  return freshDatabase(template);
}

async function tellOnce(template: string, day: Day): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-test-'));
  const database = await freshDatabase();
  const clock = new DemoClock(join(folder, 'clock.json'), day);
  const { app } = await programOn(database.url, { clock, folder, smtpUrl: 'smtp://127.0.0.1:1' });
  await prepareDemo(app, clock);
  await app.close();
  const name = new URL(database.url).pathname.slice(1);
  await onServer((client) => client.query(`alter database ${name} rename to ${template}`));
  await rm(folder, { recursive: true, force: true });
}

/** Ways of asking the program, as a signed-in account or as nobody. */
function callers(app: NestFastifyApplication) {
  const tokens = new Map<string, string>();
  const tokenOf = async (email: string) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email, password: DEMO_PASSWORD },
    });
    return answer.json<{ token: string }>().token;
  };
  /** @param who `congthuong@hanoi`, or a whole address; null for nobody */
  const ask = async (
    who: string | null,
    method: Method,
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) => {
    if (who !== null) {
      const email = who.includes('.') ? who : `${who}.example`;
      if (!tokens.has(email)) tokens.set(email, await tokenOf(email));
      headers = { authorization: `Bearer ${tokens.get(email)}`, ...headers };
    }
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const isJson = answer.body !== '' && /[/+]json(;|$)/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      // The shape is what the test looks at.
      json: isJson ? answer.json() : undefined,
    };
  };
  /** Somebody at a browser, signed in. @param who as for `ask` */
  const browser = (who: string) => openSession(app, who);
  return { ask, browser };
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
