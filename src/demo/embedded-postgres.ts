import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError, cannotWrite, codeOf } from './data-folder.js';
import { makeCluster, passwordFor } from './make-cluster.js';
import { readPostmaster, runningPostmaster, stopLeftOver } from './postmaster.js';
import { type Account, bareEnvironment } from './server-account.js';
import { placeData } from './server-data.js';
import { serverFiles } from './server-files.js';

export interface EmbeddedPostgres {
  /** Of the database `tracker`, as its owner, who may also make databases but is no superuser. */
  url: string;
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  log: (line: string) => void;
  /** false: for tests, whose data may be lost with the machine. */
  durable?: boolean;
}

const READY_MS = 60_000;
const STOP_MS = 7_000;
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Starts the PostgreSQL that the packages carry, on 127.0.0.1 and a free port, with its data in the data folder.
 * @throws DemoError with what to do, and the end of the server's log
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  durable = true,
}: Options): Promise<EmbeddedPostgres> {
  try {
    const { data, account } = await placeData(dataDir, log);
    const server = await serverFiles(account, dataDir, log);
    await stopLeftOver(data, log);
    const password = await passwordFor(dataDir);
    await makeCluster({ server, data, account, password });
    const running = await startServer({
      server,
      data,
      account,
      logFile: join(dataDir, 'postgres.log'),
      durable,
    });
    watchForCrash(running, dataDir, log);
    return { url: urlOf(password.text, running.port), stop: () => stop(running.child) };
  } catch (error) {
    if (error instanceof DemoError || codeOf(error) === undefined) throw error;
    throw cannotWrite(dataDir, error);
  }
}

/** The address of the server that runs on this data folder at this moment, if one does. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
  return postmaster && urlOf((await passwordFor(dataDir)).text, postmaster.port);
}

function urlOf(password: string, port: number): string {
  return `postgres://tracker:${password}@127.0.0.1:${port}/tracker`;
}

interface Launch {
  server: string;
  data: string;
  account: Account;
  logFile: string;
  durable: boolean;
}

async function startServer(launch: Launch): Promise<{ child: ChildProcess; port: number }> {
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
  const advice = /No space left/.test(said) ? 'The disk is full: make room.' : `All of it is in ${logFile}.`;
  const tail = said.split('\n').slice(-15).join('\n');
  return new DemoError(`The database server did not start. The end of its log:\n${tail}\n${advice}`);
}

function watchForCrash({ child }: { child: ChildProcess }, dataDir: string, log: Options['log']): void {
  child.once('exit', (code, signal) => {
    if (!stopping.has(child)) {
      log(`The database server ended by itself (${signal ?? code}); see ${join(dataDir, 'postgres.log')}.`);
    }
  });
}

const stopping = new WeakSet<ChildProcess>();

/** SIGINT is the "fast" shutdown; where it takes too long, SIGQUIT ends it, and nothing committed is lost either. */
async function stop(child: ChildProcess): Promise<void> {
  stopping.add(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await ended;
  clearTimeout(timer);
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
