import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { MikroORM } from '@mikro-orm/postgresql';
import { engine } from '../../bin/engine.mjs';
import { ensureDemoAccounts } from '../../src/demo/accounts.js';
import { ormOptions } from '../../src/platform/database.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { freePort } from './ports.js';

/** One process of the built program, started as production starts it. */
export interface Running {
  child: ChildProcess;
  /** Where pages and API are; a worker listens nowhere but on `health`. */
  url: string;
  port: number;
  health: string;
  healthPort: number;
  output(): string;
  /** Waits until the output matches. */
  says(pattern: RegExp): Promise<void>;
  ended: Promise<number | null>;
  /** Signals and waits. @returns the exit code, null after SIGKILL */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const PATIENCE_MS = 60_000;

/** What tests have started and nobody has stopped, as where one of several did not start: ended with this process at the latest. */
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export async function startProcess(
  env: Record<string, string | undefined>,
  args = ['dist/src/main.js'],
): Promise<Running> {
  const [port, healthPort] = await Promise.all([Number(env.PORT) || freePort(), freePort()]);
  const child = spawn(process.execPath, [...engine, ...args], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      SESSION_SECRET: 'only-for-tests-only-for-tests-only',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      PORT: String(port),
      HEALTH_PORT: String(healthPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  child.once('close', () => alive.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    port,
    health: `http://127.0.0.1:${healthPort}`,
    healthPort,
    output: () => output,
    says: (pattern) =>
      until(
        () => pattern.test(output),
        () => `${pattern} in:\n${output}`,
      ),
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The same, once it is ready. */
export async function startReady(env: Record<string, string | undefined>): Promise<Running> {
  const running = await startProcess(env);
  await running.says(/^Ready: /m);
  return running;
}

/** @throws where it does not come true in time */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  what: () => string = () => 'it',
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    if (await isTrue()) return;
    await pause(50);
  }
  throw new Error(`Waited in vain for ${what()}`);
}

/** The demo's accounts, in a database that production has prepared. */
export async function addAccounts(databaseUrl: string): Promise<void> {
  const orm = await MikroORM.init(ormOptions(databaseUrl, [], { poolSize: 1 }));
  try {
    await ensureDemoAccounts(orm.em.fork(), new Date('2019-11-01T09:00:00+07:00'));
  } finally {
    await orm.close(true);
  }
}

export async function connected(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  return client;
}
