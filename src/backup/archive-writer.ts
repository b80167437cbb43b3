import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Header } from 'tar';
import { BackupError } from './backup-error.js';

export const BLOCK = 512;

/**
 * Writes a tar file part by part. The size of a part is known when it has been written, so its header is written last: nothing
 * is kept in memory or on the disk twice. It stands under its name only once it is whole.
 */
export class ArchiveWriter {
  private at = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    private readonly mtime: Date,
  ) {}

  /** @throws BackupError where there is such a file already, or another run is writing it */
  static async create(path: string, mtime: Date): Promise<ArchiveWriter> {
    const isThere = await open(path, 'r').then(
      (file) => file.close().then(() => true),
      () => false,
    );
    if (isThere)
      throw new BackupError(`${path} already exists. Choose another name: a backup never overwrites a file.`);
    try {
      return new ArchiveWriter(await open(`${path}.part`, 'wx', 0o600), path, mtime);
    } catch (error) {
      throw cannotWrite(`${path}.part`, error as NodeJS.ErrnoException);
    }
  }

  /** @returns its size and hash, of the bytes as they stand in the archive */
  async add(path: string, content: Readable | string): Promise<{ bytes: number; sha256: string }> {
    const headerAt = this.at;
    const meter = new Hashing();
    const start = headerAt + BLOCK;
    // By its number: a handle would wait, when it is closed, for each stream that was made of it.
    const place = createWriteStream('', { fd: this.file.fd, start, autoClose: false });
    const source = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content;
    await pipeline(source, meter, place);
    const padding = (BLOCK - (meter.bytes % BLOCK)) % BLOCK;
    await this.write(Buffer.alloc(padding), start + meter.bytes);
    await this.write(headerOf(path, meter.bytes, this.mtime), headerAt);
    this.at = start + meter.bytes + padding;
    return { bytes: meter.bytes, sha256: meter.digest() };
  }

  /** Brings it to the disk and gives it its name. */
  async finish(): Promise<void> {
    await this.write(Buffer.alloc(2 * BLOCK), this.at);
    await this.file.sync();
    await this.file.close();
    await rename(`${this.path}.part`, this.path);
    const folder = await open(dirname(this.path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => {});
    await rm(`${this.path}.part`, { force: true });
  }

  private async write(bytes: Buffer, at: number): Promise<void> {
    if (bytes.length > 0) await this.file.write(bytes, 0, bytes.length, at);
  }
}

export function headerOf(path: string, size: number, mtime: Date): Buffer {
  const block = Buffer.alloc(BLOCK);
  const header = new Header({ path, size, mtime, mode: 0o600, type: 'File', uid: 0, gid: 0 });
  if (header.encode(block)) throw new Error(`${path} does not fit into a tar header`);
  return block;
}

/** Passes on, counts and hashes. */
export class Hashing extends Transform {
  private readonly hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

function cannotWrite(path: string, { code, message }: NodeJS.ErrnoException): BackupError {
  return new BackupError(
    code === 'EEXIST'
      ? `${path} exists: another backup is being written, or one was killed. Remove it if none is running.`
      : `${path} cannot be written (${message}).`,
  );
}
