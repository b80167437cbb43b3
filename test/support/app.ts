import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { DemoClock } from '../../src/demo/demo-clock.js';
import { prepareDemo } from '../../src/demo/demo.js';
import { DemoModule } from '../../src/demo/demo.module.js';
import { startWork } from '../../src/work.js';
import { freshDatabase } from './database.js';
import { startSmtp } from './smtp.js';

export interface AppOptions {
  day?: string;
  redisUrl?: string;
  /** Also starts the worker, and listens on a port of its own. */
  works?: boolean;
}

/** The whole program on a database, a mail server and a clock of its own, with the notice and the demo's accounts and history. */
export async function startApp({ day = '2019-11-20', redisUrl, works = false }: AppOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-test-'));
  const [database, smtp] = await Promise.all([freshDatabase(), startSmtp()]);
  const config = readConfig({
    SESSION_SECRET: 'only-for-tests-only-for-tests-only',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    REDIS_URL: redisUrl,
    PORT: '0',
  });
  const clock = new DemoClock(join(folder, 'clock.json'), day);
  const app = await createApp({
    config,
    clock,
    databaseUrl: database.url,
    smtpUrl: smtp.url,
    mailboxUrl: 'http://127.0.0.1:1080',
    extra: [DemoModule],
  });
  await app.init();
  await prepareDemo(app, clock);
  if (works) {
    await startWork(app);
    await app.listen(0, '127.0.0.1');
  }
  const stop = async () => {
    await app.close();
    await Promise.all([database.drop(), smtp.stop(), rm(folder, { recursive: true, force: true })]);
  };
  return { app, clock, smtp, database, stop, ...callers(app) };
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
    return (answer.json() as { token: string }).token;
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
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      // The shape is what the test looks at.
      // oxlint-disable-next-line typescript/no-explicit-any
      json: (isJson ? answer.json() : undefined) as any,
    };
  };
  return { ask };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
