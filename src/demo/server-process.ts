import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from './data-folder.js';
import { readPostmaster } from './postmaster.js';
import { type Account, bareEnvironment } from './server-account.js';

const READY_MS = 60_000;
const STOP_MS = 7_000;
const LOG_LIMIT_BYTES = 5_000_000;

interface Launch {
  server: string;
  data: string;
  account: Account;
  logFile: string;
  durable: boolean;
}

/** Starts the server on a free port and waits until it takes connections. */
export async function startServer(launch: Launch): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const logHandle = await openLog(launch.logFile);
    const { size } = await logHandle.stat();
    const child = spawn(
      join(launch.server, 'bin', 'postgres'),
      ['-D', launch.data, ...settings(port, launch.durable)],
      {
        ...launch.account,
        cwd: '/',
        env: bareEnvironment,
        stdio: ['ignore', logHandle.fd, logHandle.fd],
      },
    );
    child.on('error', () => {});
    const ready = await becomesReady(child, launch.data);
    await logHandle.close();
    if (ready) return { child, port };
    const said = (await readFile(launch.logFile)).subarray(size).toString().trim();
    // Another program took the port in between, or a killed server's memory is not yet released.
    if (attempt < 5 && /could not bind|still in use/.test(said)) await sleep(500);
    else throw didNotStart(launch.logFile, said);
  }
}

function settings(port: number, durable: boolean): string[] {
  const lasting = { fsync: 'on', wal_level: 'minimal', max_wal_senders: '0' };
  const passing = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' };
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: '60',
    max_wal_size: '256MB',
    jit: 'off',
    io_method: 'sync',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    ...lasting,
    ...(durable ? {} : passing),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function becomesReady(child: ChildProcess, data: string): Promise<boolean> {
  const until = Date.now() + READY_MS;
  while (
    child.pid !== undefined &&
    child.exitCode === null &&
    child.signalCode === null &&
    Date.now() < until
  ) {
    const postmaster = await readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return true;
    await sleep(20);
  }
  child.kill('SIGQUIT');
  return false;
}

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
  return open(path, constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY, 0o600);
}

function didNotStart(logFile: string, said: string): DemoError {
  const advice = /No space left/.test(said)
    ? 'The disk is full: free some space.'
    : `The full log is ${logFile}.`;
  const tail = said.split('\n').slice(-15).join('\n');
  return new DemoError(`The database server did not start. The end of its log:\n${tail}\n${advice}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** SIGINT is the "fast" shutdown; where it takes too long, SIGQUIT ends it, and nothing committed is lost either. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
