import { spawn } from 'node:child_process';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { DemoError } from './data-folder.js';

/** Whom the database server runs as; both absent: ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

export interface Outcome {
  code: number | null;
  output: string;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root: then it runs as whoever owns the data already, else as `postgres`.
 * @param data the server's folder, which need not exist yet
 */
export async function accountFor(data: string): Promise<Account> {
  if (!isRoot()) {
    assertNamed();
    return {};
  }
  const owner = await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await systemUser()) ?? (await makeSystemUser());
}

/** Asked of the kernel, as that user: only it knows all that decides, such as ACLs and mounts. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (account.uid === undefined) {
    return access(folder, constants.X_OK).then(
      () => true,
      () => false,
    );
  }
  const { code } = await runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', folder]);
  return code === 0;
}

/** Runs a program to its end. Its environment is bare: PGDATA, PGPORT and the like must not leak in. */
export function runAs(account: Account, file: string, args: string[], input = ''): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...account, cwd: '/', env: bareEnvironment });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString().trim() }));
  });
}

export const bareEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
};

/** initdb asks for the user's name, which a bare user number of a container does not have. */
function assertNamed(): void {
  try {
    userInfo();
  } catch {
    throw new DemoError(
      `User number ${process.getuid?.()} has no name on this machine, and PostgreSQL needs one. ` +
        'Add it to /etc/passwd, run as another user, or use your own database: DATABASE_URL=…',
    );
  }
}

async function systemUser(): Promise<Account | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd.split('\n').map((line) => line.split(':'));
  const found = fields.find(([name]) => name === 'postgres');
  return found && { uid: Number(found[2]), gid: Number(found[3]) };
}

async function makeSystemUser(): Promise<Account> {
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = await runAs({}, 'useradd', [...args, '--shell', '/usr/sbin/nologin', 'postgres']).catch(
    (error: Error): Outcome => ({ code: null, output: error.message }),
  );
  const account = await systemUser();
  if (account) return account;
  throw new DemoError(
    `PostgreSQL does not run as root, and a system user for it could not be created (${made.output}). ` +
      'Run as another user, add a user named postgres, or use your own database: DATABASE_URL=…',
  );
}
