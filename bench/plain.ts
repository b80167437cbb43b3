import pg from 'pg';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import { SystemClock } from '../src/platform/clock.js';
import { workRate } from './load.js';

export interface Statement {
  text: string;
  values: unknown[];
}

/** The program in this process, never measured: it tells which statements a request sends when nothing is kept. */
export async function startTelltale(databaseUrl: string): Promise<NestFastifyApplication> {
  const config = readConfig({ SESSION_SECRET: 'only-for-the-benchmark-only-for-it', LOG_LEVEL: 'silent' });
  const clock = new SystemClock();
  const app = await createApp({
    config,
    clock,
    databaseUrl,
    smtpUrl: 'smtp://127.0.0.1:1',
    mailboxUrl: null,
  });
  await app.init();
  return app;
}

export async function statementsOf(
  app: NestFastifyApplication,
  url: string,
  headers: Record<string, string>,
): Promise<Statement[]> {
  const sent: Statement[] = [];
  // oxlint-disable-next-line typescript/unbound-method -- called with its client below
  const original = pg.Client.prototype.query;
  // oxlint-disable-next-line typescript/no-explicit-any
  pg.Client.prototype.query = function (this: pg.Client, text: any, values: any, ...rest: any[]) {
    const sql = typeof text === 'string' ? text : text?.text;
    if (sql) sent.push({ text: sql, values: Array.isArray(values) ? values : (text?.values ?? []) });
    return (original as (...all: unknown[]) => unknown).call(this, text, values, ...rest);
  } as typeof original;
  const answer = await app.inject({ method: 'GET', url, headers });
  pg.Client.prototype.query = original;
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return sent;
}

/** How often a second PostgreSQL answers them over plain `pg`, on so many connections. */
export async function plainRate(
  databaseUrl: string,
  lanes: number,
  seconds: number,
  statements: Statement[],
): Promise<number> {
  return withClients(databaseUrl, lanes, (clients) =>
    workRate(lanes, seconds, async (lane) => {
      for (const { text, values } of statements) await clients[lane]!.query(text, values);
    }),
  );
}

export async function withClients<Result>(
  databaseUrl: string,
  count: number,
  act: (clients: pg.Client[]) => Promise<Result>,
): Promise<Result> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    return await act(clients);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
