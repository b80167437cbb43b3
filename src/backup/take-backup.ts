import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import type { FileStore } from '../platform/storage/file-store.js';
import { ArchiveWriter, Hashing } from './archive-writer.js';
import { waitForSeal } from './audit-check.js';
import { BackupError, type Tell } from './backup-error.js';
import { listHash, MANIFEST, MANIFEST_HASH, partOf, partOfFile, sha256 } from './check-archive.js';
import { leftOut } from './left-out.js';
import { FORMAT, type Manifest, type TablePart } from './manifest.js';
import {
  auditHead,
  copyOut,
  hashesOfFiles,
  migrationsOf,
  openSnapshot,
  sequences,
  type Table,
} from './snapshot.js';

/** What is backed up, or restored into. */
export interface Place {
  databaseUrl: string;
  files: FileStore;
  /** The demo's; null in production. */
  clockFile: string | null;
}

interface Options {
  version: string;
  now: Date;
  /** Goes on where files are lost, and notes which. */
  skipLostFiles?: boolean;
  tell: Tell;
}

/** Writes one state of the database, with the files that its rows name, to a file that is not there yet. */
export async function takeBackup(place: Place, path: string, options: Options): Promise<Manifest> {
  const archive = await ArchiveWriter.create(path, options.now);
  const client = new Client({ connectionString: place.databaseUrl, application_name: 'tracker backup' });
  // A connection that breaks fails the statement that waits for it; nobody else need hear of it.
  client.on('error', () => {});
  try {
    await client.connect();
    const manifest = await write(archive, client, place, options);
    await archive.finish();
    return manifest;
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function write(
  archive: ArchiveWriter,
  client: Client,
  { files, clockFile }: Place,
  { version, now, skipLostFiles = false, tell }: Options,
): Promise<Manifest> {
  await waitForSeal(client);
  const found = await openSnapshot(client);
  const head = {
    format: FORMAT,
    version,
    takenAt: now.toISOString(),
    migrations: await migrationsOf(client),
  };
  const tables: TablePart[] = [];
  for (const table of found) tables.push(await writeTable(archive, client, table, tell));
  const written = await writeFiles(archive, hashesOfFiles(client, found), files, skipLostFiles);
  const manifest: Manifest = {
    ...head,
    auditHead: await auditHead(client),
    tables,
    sequences: await sequences(client),
    ...written,
    demoClock: clockFile && (await readFile(clockFile, 'utf8').catch(() => null)),
  };
  await client.query('commit');
  const text = JSON.stringify(manifest, null, 1);
  await archive.add(MANIFEST, text);
  await archive.add(MANIFEST_HASH, `${sha256(text)}\n`);
  tell(`${manifest.files.count} files, ${manifest.files.bytes} bytes`);
  return manifest;
}

async function writeTable(
  archive: ArchiveWriter,
  client: Client,
  table: Table,
  tell: Tell,
): Promise<TablePart> {
  const isLeftOut = leftOut.has(table.name);
  const rows = isLeftOut ? Readable.from([]) : copyOut(client, table);
  const packed = createGzip();
  // What breaks in the reading breaks the writing.
  rows.once('error', (error) => packed.destroy(error));
  const { bytes, sha256: hash } = await archive.add(partOf(table.name), rows.pipe(packed));
  const count = isLeftOut ? 0 : (rows as ReturnType<typeof copyOut>).rowCount;
  tell(isLeftOut ? `${table.name}: left out` : `${table.name}: ${count} rows`);
  return { ...table, rows: count, bytes, sha256: hash };
}

/** Files are never written again, so what a row of the snapshot names is there, whatever is attached meanwhile. */
async function writeFiles(
  archive: ArchiveWriter,
  named: AsyncIterable<string> | string[],
  files: FileStore,
  skipLost: boolean,
) {
  const [names, lostFiles]: [string[], string[]] = [[], []];
  let total = 0;
  for await (const hash of named) {
    if (!(await files.isSound(hash))) lostFiles.push(hash);
    else {
      const { bytes, sha256: copied } = await archive.add(
        partOfFile(hash),
        createReadStream(files.pathOf(hash)),
      );
      if (copied !== hash) throw new BackupError(`The file ${hash} changed while it was read.`);
      names.push(hash);
      total += bytes;
    }
  }
  if (lostFiles.length > 0 && !skipLost) throw new BackupError(lost(lostFiles));
  return { files: { count: names.length, bytes: total, sha256: listHash(names) }, lostFiles };
}

function lost(hashes: string[]): string {
  const some = hashes.slice(0, 5).join('\n  ');
  return (
    `${hashes.length} files named in the database are missing from DATA_DIR/files, or are damaged:\n  ${some}\n` +
    'Is DATA_DIR correct? Put them back from an earlier backup, or add --skip-lost-files to continue without them.'
  );
}

/** Of the whole archive, to be noted somewhere else. */
export async function hashOfFile(path: string): Promise<string> {
  const hashing = new Hashing();
  await finished(createReadStream(path).pipe(hashing).resume());
  return hashing.digest();
}
