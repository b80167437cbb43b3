import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.js';

const MISSING = 'no REDIS_URL and no redis-server on the PATH';

const nothing = async () => {};

/** The Redis of this run: REDIS_URL, else one started from the PATH, else none. */
export async function startTestRedis(): Promise<() => Promise<void>> {
  if (process.env.REDIS_URL) {
    process.env.TEST_REDIS_URL = process.env.REDIS_URL;
    return nothing;
  }
  const program = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => existsSync(file));
  if (program !== undefined) return startOwn(program);
  if (!isCi()) process.stderr.write(`Parts that need Redis are skipped: ${MISSING}.\n`);
  return nothing;
}

/**
 * Redis for one test file, in a database of its worker's own; or why there is none. With CI=true the lack of it
 * is a failure, not a reason to skip: see describeWithRedis.
 */
export function redisForTests(): { url: string } | { missing: string } {
  const url = process.env.TEST_REDIS_URL;
  if (url === undefined) return { missing: MISSING };
  const own = new URL(url);
  if (own.pathname.length <= 1) own.pathname = `/${process.env.JEST_WORKER_ID ?? 0}`;
  return { url: own.href };
}

export function isCi(): boolean {
  return process.env.CI === 'true' || process.env.CI === '1';
}

async function startOwn(program: string): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'cooperation-tracker-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await becomesReady(port);
  process.env.TEST_REDIS_URL = `redis://127.0.0.1:${port}`;
  return async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
}

async function becomesReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await answers(port)) return;
    await sleep(50);
  }
  throw new Error('redis-server was started but does not answer');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
