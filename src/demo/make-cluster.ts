import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoError } from './data-folder.js';
import { type Account, runAs } from './server-account.js';
import { isFolder } from './server-files.js';

interface Password {
  text: string;
  isNew: boolean;
}

/** Only the owner of `tracker` gets in, by password; the superuser has none and so cannot sign in at all. */
const hostBasedAccess = 'host all tracker 127.0.0.1/32 scram-sha-256\n';

/** Kept in the data folder, readable for its owner only. */
export async function passwordFor(dataDir: string): Promise<Password> {
  const file = join(dataDir, 'postgres-password');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim() !== '') return { text: kept.trim(), isNew: false };
  const text = randomBytes(24).toString('hex');
  await writeFile(file, `${text}\n`, { mode: 0o600 });
  return { text, isNew: true };
}

interface Cluster {
  server: string;
  data: string;
  account: Account;
  password: Password;
}

/** Makes role, database and files where they are missing. */
export async function makeCluster(cluster: Cluster): Promise<void> {
  const password = `PASSWORD '${cluster.password.text}'`;
  if (await isFolder(cluster.data)) {
    if (cluster.password.isNew) await execute(cluster, [`ALTER ROLE tracker ${password}`]);
    return;
  }
  // Under another name until it is whole: an interrupted attempt is thrown away by the next.
  const draft = { ...cluster, data: `${cluster.data}.new` };
  await rm(draft.data, { recursive: true, force: true });
  await mkdir(draft.data, { mode: 0o700 });
  const { uid, gid } = cluster.account;
  if (uid !== undefined && gid !== undefined) await chown(draft.data, uid, gid);
  await initialise(draft);
  await execute(draft, [
    `CREATE ROLE tracker LOGIN CREATEDB ${password}`,
    'CREATE DATABASE tracker OWNER tracker',
  ]);
  await rename(draft.data, cluster.data);
}

/** The locale is built into PostgreSQL: the same on every machine; Vietnamese order is asked for by collation. */
async function initialise({ server, data, account }: Cluster): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=reject'];
  const args = ['-D', data, ...locale, ...access, '--no-sync', '--no-instructions'];
  const { code, output } = await runAs(account, join(server, 'bin', 'initdb'), args);
  if (code !== 0) throw failed(output);
  await writeFile(join(data, 'pg_hba.conf'), hostBasedAccess);
}

/** In single-user mode, before anybody can connect. One statement a line. */
async function execute({ server, data, account }: Cluster, statements: string[]): Promise<void> {
  const args = ['--single', '-F', '-D', data, 'postgres'];
  const input = statements.map((line) => `${line}\n`).join('');
  const { code, output } = await runAs(account, join(server, 'bin', 'postgres'), args, input);
  if (code !== 0 || /^.*(ERROR|FATAL|PANIC): /m.test(output)) throw failed(output);
}

function failed(output: string): DemoError {
  const advice = /No space left/.test(output) ? 'The disk is full: free some space, then start again.' : '';
  return new DemoError(
    `The database could not be created:\n${output.split('\n').slice(-15).join('\n')}\n${advice}`.trim(),
  );
}
