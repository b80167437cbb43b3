import type { FileStore } from '../platform/storage/file-store.js';
import type { ArchiveReader } from './archive-reader.js';
import type { Tell } from './backup-error.js';
import { filesIn, partOfFile } from './check-archive.js';

/** Files first: what has no row yet does no harm. What is there and sound is left alone. */
export async function restoreFiles(archive: ArchiveReader, files: FileStore, tell: Tell): Promise<void> {
  const names = filesIn(archive);
  let written = 0;
  for (const sha256 of names) {
    if (await files.isSound(sha256)) continue;
    const isDamaged = (await files.sizeOf(sha256)) !== undefined;
    const draft = await files.receive(archive.read(partOfFile(sha256)));
    if (isDamaged) await files.replace(draft);
    else await draft.keep();
    written += 1;
  }
  tell(`Evidence files: ${written} written, ${names.length - written} already there`);
}
