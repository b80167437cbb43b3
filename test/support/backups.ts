import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArchiveReader } from '../../src/backup/archive-reader.js';
import { ArchiveWriter } from '../../src/backup/archive-writer.js';
import { listHash, partOf } from '../../src/backup/check-archive.js';
import type { Manifest } from '../../src/backup/manifest.js';

/** What is done to a copy of an archive by somebody who knows how to make its hashes right again. */
export interface Forgery {
  /** Parts that the copy lacks; the manifest does not hear of it. */
  without?: string[];
  /** Another content of a table, as COPY writes it. */
  table?: { name: string; rewrite: (rows: string) => string };
  /** Evidence files that the copy lacks, and its manifest too. */
  forgetFiles?: number;
  manifest?: (manifest: Manifest) => void;
}

export async function forge(from: string, to: string, forgery: Forgery): Promise<void> {
  const archive = await ArchiveReader.open(from);
  const copy = await ArchiveWriter.create(to, new Date(0));
  const manifest = JSON.parse(await archive.readText('manifest.json')) as Manifest;
  const files = [...archive.entries.keys()].filter((name) => name.startsWith('files/')).sort();
  const forgotten = files.slice(0, forgery.forgetFiles ?? 0);
  const without = new Set([...forgotten, ...(forgery.without ?? []), 'manifest.json', 'manifest.sha256']);
  for (const name of archive.entries.keys()) {
    if (without.has(name)) continue;
    let bytes = await buffer(archive.read(name));
    if (forgery.table && name === partOf(forgery.table.name)) {
      bytes = gzipSync(forgery.table.rewrite(gunzipSync(bytes).toString()));
      const part = manifest.tables.find((each) => each.name === forgery.table!.name)!;
      Object.assign(part, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
    await copy.add(name, Readable.from([bytes]));
  }
  if (forgotten.length > 0) {
    const kept = files.slice(forgotten.length).map((name) => name.slice('files/'.length));
    manifest.files = { ...manifest.files, count: kept.length, sha256: listHash(kept) };
  }
  forgery.manifest?.(manifest);
  const text = JSON.stringify(manifest);
  await copy.add('manifest.json', text);
  await copy.add('manifest.sha256', createHash('sha256').update(text).digest('hex'));
  await copy.finish();
  await archive.close();
}
