import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/demo/embedded-postgres.js';
import { stopLeftOver } from '../../src/demo/postmaster.js';
import { migrateDatabase } from '../../src/platform/migrate.js';
import { onServer, urlFor } from './database.js';
import { hasRoomInMemory, IN_MEMORY } from './in-memory.js';

const PREFIX = 'cooperation-tracker-test-';

/** A server for this run, or the one TEST_DATABASE_URL names, with a template that the real migrations made. */
export async function startTestPostgres(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given === undefined ? await startOwn() : undefined;
  const template = `template_${process.pid}`;
  process.env.TEST_SERVER_URL = own?.url ?? given;
  process.env.TEST_TEMPLATE = template;
  await onServer((client) => client.query(`create database ${template}`));
  await migrateDatabase(urlFor(template));
  return async () => {
    if (own) await own.stop();
    else await dropTemplates(template);
  };
}

/** The run's template, and those that tests made of it. */
async function dropTemplates(template: string): Promise<void> {
  await onServer(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname = $1 or datname like $1 || '\\_%'`,
      [template],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}

async function startOwn(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeLeftOvers();
  const dataDir = join((await hasRoomInMemory()) ? IN_MEMORY : tmpdir(), `${PREFIX}${process.pid}`);
  await mkdir(dataDir);
  await chmod(dataDir, 0o711);
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: say, durable: false });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Of runs that were killed outright. */
async function removeLeftOvers(): Promise<void> {
  const of = async (folder: string) =>
    (await readdir(folder).catch(() => [])).map((name) => [folder, name] as const);
  for (const [folder, name] of [...(await of(tmpdir())), ...(await of(IN_MEMORY))]) {
    if (!name.startsWith(PREFIX) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    const dataDir = join(folder, name);
    await stopLeftOver(join(dataDir, 'postgres'), () => {}).catch(() => {});
    await rm(dataDir, { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
