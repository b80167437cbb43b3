import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from './data-folder.js';

/** What postmaster.pid says: the server writes it, line by line, as it gets ready. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const STOP_MS = 8_000;

export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/** The server at work on this data at this moment; a killed one may have left its file behind. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const recorded = await readPostmaster(data);
  return recorded?.ready && (await serversOn(data, recorded)).includes(recorded.pid) ? recorded : undefined;
}

/**
 * Ends the server that a killed run left behind, and waits for it; a second one on the same data would ruin it.
 * SIGINT is the "fast" shutdown, which sends clients away; SIGTERM would wait for them.
 */
export async function stopLeftOver(data: string, log: (line: string) => void): Promise<void> {
  const recorded = await readPostmaster(data);
  const left = await serversOn(data, recorded);
  if (left.length > 0) {
    const main = left.filter((pid) => pid === recorded?.pid);
    if (main.length === 0) main.push(...left);
    log(`Stopping the database server that an earlier run left behind (process ${main.join(', ')}).`);
    for (const pid of main) signal(pid, 'SIGINT');
    if (!(await allGone(data, STOP_MS))) for (const pid of main) signal(pid, 'SIGQUIT');
    if (!(await allGone(data, STOP_MS))) {
      throw new DemoError(
        `An earlier database server on ${data} does not stop (process ${left.join(', ')}).`,
      );
    }
  }
  // The number in it may by now be an unrelated process', at which the new server would balk.
  await rm(join(data, 'postmaster.pid'), { force: true });
}

async function allGone(data: string, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if ((await serversOn(data, await readPostmaster(data))).length === 0) return true;
    await sleep(50);
  }
  return false;
}

/** Processes of a server on this data: each of them works in that very folder. */
async function serversOn(data: string, recorded: Postmaster | undefined): Promise<number[]> {
  const folder = await realpath(data).catch(() => undefined);
  if (folder === undefined) return [];
  const entries = await readdir('/proc').catch(() => undefined);
  if (entries === undefined) return recorded && isAlive(recorded.pid) ? [recorded.pid] : [];
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const checked = await Promise.all(pids.map(async (pid) => ((await isServer(pid, folder)) ? [pid] : [])));
  return checked.flat();
}

async function isServer(pid: number, folder: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== folder) return false;
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('postgres');
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // ended in the meantime
  }
}
