import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { ArchiveReader } from './archive-reader.js';
import { BackupError, type Tell } from './backup-error.js';
import { partOf } from './check-archive.js';
import type { Manifest, TablePart } from './manifest.js';
import { columnsOf, tables } from './snapshot.js';

/**
 * Loads every table of an archive into a schema that its migrations have just made, in the transaction that the client is in.
 * Triggers that refuse or compute are off meanwhile, since what they would refuse or compute stands in the archive; foreign
 * keys are taken away and put back, which checks every row. At the end both are as they were, or it throws.
 */
export async function loadTables(
  client: Client,
  archive: ArchiveReader,
  manifest: Manifest,
  tell: Tell,
): Promise<void> {
  await mustFit(client, manifest);
  const guards = await guardsOf(client);
  const foreignKeys = await takeForeignKeysAway(client);
  const named = manifest.tables.map(({ name }) => `public.${escapeIdentifier(name)}`);
  for (const name of named) await client.query(`alter table ${name} disable trigger user`);
  // Migrations bring rows of their own, which stand in the archive as they were in the end.
  await client.query(`truncate ${named.join(', ')}`);
  for (const part of manifest.tables) await load(client, archive, part, tell);
  for (const name of named) await client.query(`alter table ${name} enable trigger user`);
  for (const { table, name, definition } of foreignKeys)
    await client.query(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`);
  await setSequences(client, manifest);
  if ((await guardsOf(client)) !== guards)
    throw new BackupError(
      'The triggers and constraints after loading are not the same as before. Nothing was kept.',
    );
}

/** An archive of other tables or columns than its own migrations make was not made by this program. */
async function mustFit(client: Client, manifest: Manifest): Promise<void> {
  const shape = (all: { name: string; columns: string[] }[]) =>
    JSON.stringify(all.map(({ name, columns }) => [name, ...columns.toSorted()].join()).sort());
  if (shape(await tables(client)) !== shape(manifest.tables))
    throw new BackupError(
      'The archive’s tables are not those that its migrations create. Nothing was changed.',
    );
}

async function load(client: Client, archive: ArchiveReader, part: TablePart, tell: Tell): Promise<void> {
  const { name, columns, rows } = part;
  if (rows === 0) return;
  const into = client.query(copyFrom(`copy ${columnsOf(name, columns)} from stdin`));
  await pipeline(archive.read(partOf(name)), createGunzip(), into);
  const { rows: counted } = await client.query<{ count: number }>(
    `select count(*)::float8 as count from public.${escapeIdentifier(name)}`,
  );
  if (into.rowCount !== rows || counted[0]!.count !== rows)
    throw new BackupError(
      `${name} has ${counted[0]!.count} rows, but the archive says ${rows}. Nothing was kept.`,
    );
  tell(`${name}: ${rows} rows`);
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

async function takeForeignKeysAway(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`);
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`);
  return rows;
}

/** Every trigger with whether it is on, and every constraint, as one text to compare. */
async function guardsOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ guards: string }>(`
    select concat((select string_agg(concat_ws(' ', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid)), e'\\n' order by tgrelid::regclass::text, tgname)
        from pg_trigger where not tgisinternal),
      (select string_agg(concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)), e'\\n' order by conrelid::regclass::text, conname)
        from pg_constraint where connamespace = 'public'::regnamespace)) as guards`);
  return rows[0]!.guards;
}

async function setSequences(client: Client, { sequences }: Manifest): Promise<void> {
  for (const { name, last, isCalled } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      `public.${escapeIdentifier(name)}`,
      last,
      isCalled,
    ]);
}
