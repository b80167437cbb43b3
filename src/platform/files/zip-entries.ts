import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Inspected } from './inspected.js';

const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** Far above what an office document holds. */
const DIRECTORY_LIMIT_BYTES = 2_097_152;
const unpack = promisify(inflateRaw);

export interface ZipEntry {
  name: string;
  isEncrypted: boolean;
  isPacked: boolean;
  /** As it lies in the file. */
  packedSize: number;
  size: number;
  offset: number;
}

/**
 * What a ZIP file says is in it, from the directory at its end. Nothing is unpacked.
 * @returns null where it has no directory that can be read, or names what lies beyond it: it is cut off or damaged
 */
export async function zipEntries(inspected: Inspected): Promise<ZipEntry[] | null> {
  const { tail, size } = inspected;
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + END_BYTES > tail.length) return null;
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > DIRECTORY_LIMIT_BYTES || start + length > size) return null;
  const entries = entriesIn(await inspected.bytes(start, start + length));
  const fits = ({ offset, packedSize }: ZipEntry) => offset + LOCAL_BYTES + packedSize <= start;
  return entries.length === tail.readUInt16LE(end + 10) && entries.every(fits) ? entries : null;
}

function entriesIn(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name!),
      isEncrypted: (flags & 1) === 1,
      isPacked: method !== 0,
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + name! + extra! + comment!;
  }
  return entries;
}

/** What is in one entry, unpacked up to the limit. @returns null where it cannot be read, or is larger */
export async function contentOf(
  inspected: Inspected,
  entry: ZipEntry,
  limitBytes: number,
): Promise<Buffer | null> {
  if (entry.packedSize > limitBytes) return null;
  const content = await startOfEntry(inspected, entry, limitBytes);
  if (!content) return null;
  if (!entry.isPacked) return content;
  return unpack(content, { maxOutputLength: limitBytes }).catch(() => null);
}

/** As it lies in the file, up to the limit. @returns null where it cannot be read */
export async function startOfEntry(
  inspected: Inspected,
  { offset, packedSize }: ZipEntry,
  limitBytes: number,
): Promise<Buffer | null> {
  const local = await inspected.bytes(offset, offset + LOCAL_BYTES);
  if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== 0x04034b50) return null;
  const start = offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  return inspected.bytes(start, start + Math.min(packedSize, limitBytes));
}
