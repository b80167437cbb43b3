import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something about the machine that the reader can put right; the message says how. */
export class DemoError extends Error {}

interface Holder {
  pid: number;
  /** What tells this process from a later one with the same number; absent where there is no /proc. */
  started?: string;
}

/**
 * Makes the data folder and holds it, so that no second run works on the same data.
 * @throws DemoError where it cannot be written, or another run that is still alive holds it
 */
export async function holdDataFolder(dir: string): Promise<{ release(): Promise<void> }> {
  const lock = join(dir, 'running.json');
  const own: Holder = { pid: process.pid, started: await startOf(process.pid) };
  const draft = `${lock}.${process.pid}`;
  try {
    // As root, the database server runs as another user, who must get through but need not look around.
    await mkdir(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  } catch (error) {
    throw cannotWrite(dir, error);
  }
  try {
    await take(dir, lock, draft);
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(lock, { force: true }) };
}

/** A link is made whole or not at all, so of two runs at once only one gets it. */
async function take(dir: string, lock: string, draft: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await link(draft, lock);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw cannotWrite(dir, error);
    }
    const holder = await readHolder(lock);
    if (holder && (await isAlive(holder))) throw heldBy(dir, holder);
    await removeStale(lock, draft, holder);
  }
  throw new DemoError(`${dir} is being claimed by another run at this moment. Try again.`);
}

/** By renaming first: between looking and removing, another run may have put its own in place. */
async function removeStale(lock: string, draft: string, seen: Holder | undefined): Promise<void> {
  const aside = `${draft}.old`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved?.pid !== seen?.pid || moved?.started !== seen?.started) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return started === undefined || started === (await startOf(pid));
}

/** Boot and tick of the process' start; absent for one that has ended and whose parent has not yet noticed. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // Counted after the name, which may itself hold spaces: the state is field 3, the start field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${boot.trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

function heldBy(dir: string, holder: Holder): DemoError {
  return new DemoError(
    `${dir} is in use by a program that is still running (process ${holder.pid}). ` +
      'Stop it first, or choose another folder: DATA_DIR=… npm start',
  );
}

/** What to do about a folder that refuses to be written. */
export function cannotWrite(dir: string, error: unknown): DemoError {
  const remedy =
    codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
      ? 'The disk is full: free some space'
      : 'Make it writable for the user running this';
  const reason = error instanceof Error ? error.message : String(error);
  return new DemoError(
    `Cannot write to the data folder ${dir} (${reason}). ${remedy}, or choose another folder: DATA_DIR=… npm start`,
  );
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
