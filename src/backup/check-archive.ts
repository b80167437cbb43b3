import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type { ArchiveReader } from './archive-reader.js';
import { Hashing } from './archive-writer.js';
import { BackupError, type Tell } from './backup-error.js';
import { mustKnow, readManifest, type Manifest } from './manifest.js';

export const MANIFEST = 'manifest.json';
export const MANIFEST_HASH = 'manifest.sha256';
export const partOf = (table: string) => `tables/${table}.copy.gz`;
export const partOfFile = (hash: string) => `files/${hash}`;

/**
 * Reads every byte of an archive before anything is changed.
 * @param known names of the migrations that this program has
 * @throws BackupError that names the first part that is not what the manifest says
 */
export async function checkArchive(
  archive: ArchiveReader,
  known: readonly string[],
  tell: Tell,
): Promise<Manifest> {
  const written = await archive.readText(MANIFEST);
  if (sha256(written) !== (await archive.readText(MANIFEST_HASH)).trim()) throw damaged(MANIFEST);
  const manifest = readManifest(written);
  mustKnow(manifest, known);
  for (const { name, bytes, sha256: hash } of manifest.tables) {
    const part = partOf(name);
    if (archive.entry(part).bytes !== bytes || (await hashOf(archive, part)) !== hash) throw damaged(part);
  }
  const files = filesIn(archive);
  if (listHash(files) !== manifest.files.sha256) throw new BackupError(filesMissing(manifest, files.length));
  for (const hash of files) {
    if ((await hashOf(archive, partOfFile(hash))) !== hash) throw damaged(partOfFile(hash));
  }
  const expected = 2 + manifest.tables.length + files.length;
  if (archive.entries.size !== expected) throw damaged('the list of its parts');
  tell(`Checked: ${manifest.tables.length} tables, ${files.length} files, every hash is correct.`);
  return manifest;
}

/** SHA-256 of the evidence files in it, in order. */
export function filesIn(archive: ArchiveReader): string[] {
  return [...archive.entries.keys()]
    .flatMap((name) => /^files\/([0-9a-f]{64})$/.exec(name)?.[1] ?? [])
    .sort();
}

/** Of names in order: shows a file that is missing or too many. */
export function listHash(names: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`);
  return hash.digest('hex');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function hashOf(archive: ArchiveReader, name: string): Promise<string> {
  const hashing = new Hashing();
  if (archive.entry(name).bytes === 0) return hashing.digest();
  await finished(archive.read(name).pipe(hashing).resume());
  return hashing.digest();
}

function damaged(part: string): BackupError {
  return new BackupError(
    `The archive is damaged: ${part} is not what was written. Nothing was changed; use another copy of it.`,
  );
}

function filesMissing({ files }: Manifest, found: number): string {
  return `The archive is damaged: it contains ${found} evidence files, but ${files.count} were written, or not the same ones. Nothing was changed; use another copy of it.`;
}
