import type { FileHandle } from 'node:fs/promises';

const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Far above what an office document holds. */
const DIRECTORY_LIMIT_BYTES = 2_097_152;

/** What a ZIP file says is in it, from the directory at its end; empty where it has none that can be read. */
export async function zipNames(file: FileHandle, size: number): Promise<string[]> {
  const tail = await bytes(file, Math.max(0, size - 65_535 - END_BYTES), size);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + END_BYTES > tail.length) return [];
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > DIRECTORY_LIMIT_BYTES || start + length > size) return [];
  return namesIn(await bytes(file, start, start + length));
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    names.push(directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name!));
    at += ENTRY_BYTES + name! + extra! + comment!;
  }
  return names;
}

async function bytes(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
