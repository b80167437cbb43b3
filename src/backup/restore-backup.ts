import { writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import { takeTurn } from '../platform/migrate.js';
import { migrationNames, migrationStatements } from '../platform/migration-statements.js';
import { ArchiveReader } from './archive-reader.js';
import { BackupError, type Tell } from './backup-error.js';
import { checkArchive, filesIn } from './check-archive.js';
import { enterRestoration, mustBeWholeLog } from './audit-check.js';
import { loadTables } from './load-tables.js';
import type { Manifest } from './manifest.js';
import { restoreFiles } from './restore-files.js';
import { makeSchema, migrateOn } from './restore-schema.js';
import { hashesOfFiles, plainText } from './snapshot.js';
import type { Place } from './take-backup.js';

/** Numbers of transactions are those of the server that it was: here they may come again. */
const takeSteps = `
  with taken as (delete from revision_step returning *)
  update agreement a set raised_in = null, revision = revision + (select count(*) from taken t where t.agreement_id = a.id and not own),
    own_revision = own_revision + (select count(*) from taken t where t.agreement_id = a.id and own),
    changed_at = greatest(changed_at, (select max(at) from taken t where t.agreement_id = a.id and not own))`;

interface Options {
  /** Name of the database whose content may be thrown away. */
  replace?: string;
  /** For the entry in the audit log. */
  at: Date;
  tell: Tell;
}

/**
 * Puts an archive in the place of what is there, or refuses before anything is changed. The database changes in one transaction:
 * killed at any point, it holds what it held before.
 */
export async function restoreBackup(place: Place, path: string, options: Options): Promise<Manifest> {
  const archive = await ArchiveReader.open(path);
  const client = new Client({ connectionString: place.databaseUrl, application_name: 'tracker restore' });
  // A connection that breaks fails the statement that waits for it; nobody else need hear of it.
  client.on('error', () => {});
  try {
    const manifest = await checkArchive(archive, migrationNames, options.tell);
    await client.connect();
    await takeTurn(client, options.tell);
    await mustBeAlone(client);
    await mayReplace(client, options.replace);
    await restoreFiles(archive, place.files, options.tell);
    await restoreDatabase(client, archive, manifest, place, options);
    if (place.clockFile && manifest.demoClock) await writeFile(place.clockFile, manifest.demoClock);
    return manifest;
  } finally {
    await client.end();
    await archive.close();
  }
}

async function restoreDatabase(
  client: Client,
  archive: ArchiveReader,
  manifest: Manifest,
  { databaseUrl }: Place,
  { at, tell }: Options,
): Promise<void> {
  const statements = await migrationStatements(databaseUrl);
  await client.query('begin');
  await client.query(plainText);
  await makeSchema(client, manifest.migrations, statements);
  await loadTables(client, archive, manifest, tell);
  await mustHaveItsFiles(client, archive, manifest);
  const newer = await migrateOn(client, manifest.migrations, statements);
  await client.query(takeSteps);
  await mustBeWholeLog(client, manifest);
  await enterRestoration(client, manifest, at);
  await client.query('commit');
  await client.query('analyze');
  tell(newer.length > 0 ? `Then migrated: ${newer.join(', ')}` : 'The schema is up to date.');
}

/** Row counts were compared in loading; here that no row is without its file. */
async function mustHaveItsFiles(client: Client, archive: ArchiveReader, manifest: Manifest): Promise<void> {
  const have = new Set([...filesIn(archive), ...manifest.lostFiles]);
  for await (const sha256 of hashesOfFiles(client, manifest.tables))
    if (!have.has(sha256))
      throw new BackupError(`The archive has a row whose file ${sha256} is missing. Nothing was kept.`);
}

async function mustBeAlone(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number; names: string | null }>(`
    select count(*)::integer as count, string_agg(distinct nullif(application_name, ''), ', ') as names from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  const { count, names } = rows[0]!;
  if (count > 0)
    throw new BackupError(
      `${count} other connections to this database are open${names ? ` (${names})` : ''}. Stop the program, every web and worker process, then restore. Nothing was changed.`,
    );
}

/** Empty means: nothing that people or the program's start brought in. */
async function mayReplace(client: Client, replace: string | undefined): Promise<void> {
  const { rows } = await client.query<{ name: string; tables: string[] }>(`
    select current_database() as name, array(select relname::text from pg_class where relnamespace = 'public'::regnamespace
      and relkind = 'r' and relname in ('app_user', 'agreement', 'party', 'audit_entry')) as tables`);
  const { name, tables } = rows[0]!;
  if (replace !== undefined && replace !== name)
    throw new BackupError(`The database is called ${name}, not ${replace}. Nothing was changed.`);
  if (replace !== undefined) return;
  for (const table of tables) {
    const { rowCount } = await client.query(`select 1 from public.${table} limit 1`);
    if (rowCount)
      throw new BackupError(
        `The database ${name} is not empty. To delete its contents first: --replace ${name}. Nothing was changed.`,
      );
  }
}
