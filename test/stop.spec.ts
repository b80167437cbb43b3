import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Client } from 'pg';
import { freshDatabase, onServer, type FreshDatabase } from './support/database.js';
import { connected, startProcess, startReady, until, type Running } from './support/processes.js';

jest.setTimeout(90_000);

/** How long the program waits for requests in flight: who ends sooner has waited for nothing. */
const PATIENCE_MS = 9_000;
const PATH = '/dang-nhap';
/** Reads a table that the tests can lock, so that a request takes as long as they like. */
const SLOW = '/api/v1/sessions';

describe('stopping', () => {
  let database: FreshDatabase;
  let client: Client;
  /** In no transaction: there, what others wait for is seen once only. */
  let watcher: Client;
  const started: Running[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    client = await connected(database.url);
    watcher = await connected(database.url);
  });
  afterAll(async () => {
    for (const running of started) running.child.kill('SIGKILL');
    await client?.end();
    await watcher?.end();
    await database?.drop();
  });

  const start = async (env: Record<string, string> = {}) => {
    const running = await startReady({ DATABASE_URL: database.url, ...env });
    started.push(running);
    return running;
  };

  it('answers slow requests in flight, asks them to close their connection, and takes no new one', async () => {
    const program = await start();
    const agent = new Agent({ keepAlive: true });
    await get(`${program.url}${PATH}`, agent);
    await client.query('begin; lock table sign_in_failure in access exclusive mode');
    const slow = [1, 2, 3].map(() => post(`${program.url}${SLOW}`, agent));
    await until(
      async () => (await waiting(watcher)) >= 3,
      () => 'requests that wait',
    );

    program.child.kill('SIGTERM');
    await until(
      () =>
        get(`${program.url}${PATH}`).then(
          () => false,
          () => true,
        ),
      () => 'a refusal',
    );
    await client.query('rollback');

    for (const answer of await Promise.all(slow)) {
      expect({ status: answer.statusCode, connection: answer.headers.connection }).toEqual({
        status: 401,
        connection: 'close',
      });
    }
    expect(await program.ended).toBe(0);
    agent.destroy();
  });

  it('is not ready at once, and serves on for DRAIN_SECONDS, so that a proxy can see it', async () => {
    const program = await start({ DRAIN_SECONDS: '2' });
    expect((await fetch(`${program.url}/healthz/ready`)).status).toBe(200);
    const began = Date.now();
    program.child.kill('SIGTERM');
    await until(
      async () => (await fetch(`${program.url}/healthz/ready`)).status === 503,
      () => '503',
      1_500,
    );
    expect((await fetch(`${program.health}/healthz/ready`)).status).toBe(503);
    const page = await fetch(`${program.url}${PATH}`);
    expect({ status: page.status, connection: page.headers.get('connection') }).toEqual({
      status: 200,
      connection: 'close',
    });
    expect(await program.ended).toBe(0);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
  });

  it('cuts off a request that never comes to an end', async () => {
    const program = await start();
    await client.query('begin; lock table sign_in_failure in access exclusive mode');
    const stuck = post(`${program.url}${SLOW}`).catch((error: Error) => error);
    await until(
      async () => (await waiting(watcher)) >= 1,
      () => 'a request that waits',
    );
    program.child.kill('SIGTERM');
    await program.ended;
    await client.query('rollback');
    expect(await stuck).toMatchObject({ code: 'ECONNRESET' });
  });

  it('waits for nothing where nothing is under way', async () => {
    const program = await start();
    const agent = new Agent({ keepAlive: true });
    await get(`${program.url}${PATH}`, agent);
    const began = Date.now();
    expect(await program.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
    agent.destroy();
  });

  it('stops while it waits for its turn to migrate, and leaves the schema whole', async () => {
    const empty = await emptyDatabase();
    const holder = await connected(empty.url);
    try {
      await holder.query('select pg_advisory_lock(20162019)');
      const program = await startProcess({ DATABASE_URL: empty.url });
      started.push(program);
      await until(
        async () => (await waiting(holder)) >= 1,
        () => 'a migration that waits',
      );
      expect((await fetch(`${program.health}/healthz/live`)).status).toBe(200);
      expect((await fetch(`${program.health}/healthz/ready`)).status).toBe(503);
      const began = Date.now();
      expect(await program.stop()).toBe(0);
      expect(Date.now() - began).toBeLessThan(PATIENCE_MS);
      const { rows } = await holder.query(`select 1 from pg_tables where tablename = 'commitment'`);
      expect(rows).toEqual([]);
      await holder.query('select pg_advisory_unlock_all()');
      const again = await startReady({ DATABASE_URL: empty.url });
      started.push(again);
      expect(await again.stop()).toBe(0);
    } finally {
      await holder.end();
      await empty.drop();
    }
  });
});

/** How many statements of this database wait for a lock. */
async function waiting(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]!.n;
}

async function emptyDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await onServer(async (client) => {
    await client.query(`drop database ${name}`);
    await client.query(`create database ${name}`);
  });
  return database;
}

function get(url: string, agent?: Agent): Promise<IncomingMessage> {
  return send(url, 'GET', undefined, agent);
}

function post(url: string, agent?: Agent): Promise<IncomingMessage> {
  return send(url, 'POST', JSON.stringify({ email: 'a@hanoi.example', password: 'x' }), agent);
}

function send(
  url: string,
  method: string,
  body: string | undefined,
  agent?: Agent,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(url, { method, agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
