import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Header } from 'tar';
import { BLOCK } from './archive-writer.js';
import { BackupError } from './backup-error.js';

interface Entry {
  at: number;
  bytes: number;
}

/** An archive that can be read at any place. It is looked through strictly: what we would not have written is damage. */
export class ArchiveReader {
  private constructor(
    private readonly file: FileHandle,
    readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws BackupError where it cannot be opened, is cut off or is no such archive */
  static async open(path: string): Promise<ArchiveReader> {
    const file = await open(path, 'r').catch((error: Error) => {
      throw new BackupError(`${path} cannot be read (${error.message}).`);
    });
    try {
      return new ArchiveReader(file, await indexOf(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  read(name: string): Readable {
    const { at, bytes } = this.entry(name);
    // A stream of nothing cannot be asked for by its last byte.
    const end = bytes === 0 ? {} : { end: at + bytes - 1 };
    return createReadStream('', { fd: this.file.fd, start: at, ...end, autoClose: false });
  }

  /** For small parts. */
  async readText(name: string): Promise<string> {
    return this.entry(name).bytes === 0 ? '' : text(this.read(name));
  }

  entry(name: string): Entry {
    const entry = this.entries.get(name);
    if (!entry) throw new BackupError(`The archive is damaged: ${name} is missing.`);
    return entry;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function indexOf(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  const entries = new Map<string, Entry>();
  let at = 0;
  for (;;) {
    const block = await bytesAt(file, at, BLOCK);
    if (isZero(block)) break;
    const { cksumValid, path, size: bytes, type } = new Header(block);
    if (!cksumValid || !path || bytes === undefined || type !== 'File' || entries.has(path))
      throw damagedAt(at);
    entries.set(path, { at: at + BLOCK, bytes });
    const end = at + BLOCK + bytes;
    at = Math.ceil(end / BLOCK) * BLOCK;
    if (at > size) throw cutOff();
    if (!isZero(await bytesAt(file, end, at - end))) throw damagedAt(end);
  }
  if (!isZero(await bytesAt(file, at, 2 * BLOCK)) || size !== at + 2 * BLOCK) throw damagedAt(at);
  return entries;
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  if (bytesRead < length) throw cutOff();
  return buffer;
}

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function cutOff(): BackupError {
  return new BackupError(
    'The archive is cut off before its end. Nothing was changed; use another copy of it.',
  );
}

function damagedAt(at: number): BackupError {
  return new BackupError(
    `The file is damaged at byte ${at}, or it is not an archive. Nothing was changed; use another copy of it.`,
  );
}
