import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningPostmaster } from '../src/demo/postmaster.js';
import { withClients } from './plain.js';

/** As a disk without a battery behind its cache has it. */
export const SLOW_FLUSH_MS = 4;

/**
 * Lengthens each flush of the write-ahead log, by PostgreSQL's own `commit_delay`: whoever is about to flush sleeps first, under the lock that lets one
 * flush at a time, and takes along what others have written by then. As a slow disk does it, without one.
 * @param ms 0 for the disk as it is
 */
export async function setFlush(databaseUrl: string, dataDir: string, ms: number): Promise<void> {
  const data = join(dataDir, 'postgres');
  await appendFile(join(data, 'postgresql.conf'), `\ncommit_delay = ${ms * 1000}\ncommit_siblings = 0\n`);
  process.kill((await runningPostmaster(data))!.pid, 'SIGHUP');
  while ((await delayOf(databaseUrl)) !== ms * 1000) await pause(20);
}

function delayOf(databaseUrl: string): Promise<number> {
  return withClients(databaseUrl, 1, async ([client]) => {
    const { rows } = await client!.query<{ delay: string }>(
      `select current_setting('commit_delay') as delay`,
    );
    return Number(rows[0]!.delay);
  });
}
