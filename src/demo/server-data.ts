import { createHash } from 'node:crypto';
import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoError } from './data-folder.js';
import { type Account, accountFor, canEnter, isRoot } from './server-account.js';
import { STAGE, isFolder } from './server-files.js';
import { stopLeftOver } from './postmaster.js';

type Log = (line: string) => void;

/**
 * Where the server keeps its data, and whom it runs as: DATA_DIR/postgres, or, where the server's user cannot
 * get there, a folder in the stage that DATA_DIR/postgres then links to.
 */
export async function placeData(dataDir: string, log: Log): Promise<{ data: string; account: Account }> {
  const usual = join(dataDir, 'postgres');
  const account = await accountFor(usual);
  const data = (await readlink(usual).catch(() => undefined)) ?? usual;
  if (data !== usual) {
    log(`The database is in ${data}, because its user cannot enter ${dataDir}.`);
    return { data, account };
  }
  if (await canEnter(account, dataDir)) {
    if ((await isFolder(usual)) && !(await canEnter(account, usual))) throw belongsToOther(dataDir);
    return { data, account };
  }
  if (!isRoot() || (await isFolder(usual))) throw unreachable(dataDir);
  return { data: await stage(dataDir, usual, log), account };
}

async function stage(dataDir: string, link: string, log: Log): Promise<string> {
  const data = join(STAGE, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  await mkdir(STAGE, { recursive: true, mode: 0o755 });
  await setAside(data, log);
  await symlink(data, link);
  log(`The database will be in ${data}, because its user cannot enter ${dataDir}.`);
  return data;
}

/** Data there without a link to it: its DATA_DIR was deleted. One such is kept, in case that was a mistake. */
async function setAside(data: string, log: Log): Promise<void> {
  if ((await lstat(data).catch(() => undefined)) === undefined) return;
  await stopLeftOver(data, log);
  await rm(`${data}.old`, { recursive: true, force: true });
  await rename(data, `${data}.old`);
  log(
    `The database of a deleted data folder has been moved to ${data}.old; delete it if you do not need it.`,
  );
}

function belongsToOther(dataDir: string): DemoError {
  return new DemoError(
    `What is in ${dataDir} belongs to another user, from an earlier run as root or as someone else. Run as that user, ` +
      `take it over (sudo chown -R "$(id -un)" '${dataDir}'), or choose another data folder: DATA_DIR=… npm start`,
  );
}

function unreachable(dataDir: string): DemoError {
  return new DemoError(
    `The database server’s user can no longer enter ${dataDir}. ` +
      'Let other users pass through the folders above it (chmod a+x), or choose another data folder: DATA_DIR=… npm start',
  );
}
