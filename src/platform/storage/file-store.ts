import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busy, NoRoom } from '../errors.js';
import { PartialFiles } from './partial-files.js';

export interface StoreLimits {
  /** Of all files that are on their way at the same time, in this process. */
  incomingBytes: number;
  /** How much of the disk is left for others: the database may lie there too. */
  keepFreeBytes: number;
}

const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** A file that has arrived whole and is not yet kept. One of `keep` and `discard` ends it. */
export interface Draft {
  /** Where it lies until then. */
  path: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  /** From here on it lasts, under its hash. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Files kept under the hash of what is in them: `ab/cd/abcd…`. They are written under another name, brought to the disk and
 * only then named, and never written again: whatever has its name is whole.
 */
export class FileStore {
  /** Announced by what is on its way. */
  private incoming = 0;
  /** Those that come piece by piece. */
  readonly partial: PartialFiles;

  /** @param dir made when the first file comes */
  constructor(
    private readonly dir: string,
    private readonly limits: StoreLimits = { incomingBytes: Infinity, keepFreeBytes: 0 },
  ) {
    this.partial = new PartialFiles(join(dir, 'uploads'));
  }

  /**
   * Reads to the end. Where that fails (connection, disk) nothing is left.
   * @param announced no more bytes than these come
   * @throws Busy, NoRoom before anything is read; NoRoom where the disk is full before the end
   */
  receive(content: Readable, announced = 0): Promise<Draft> {
    return this.admit(announced, () => this.draftOf(content));
  }

  /**
   * Reads what is announced, while there is room for it in this process and on the disk.
   * @throws Busy, NoRoom as `receive`
   */
  async admit<Result>(announced: number, read: () => Promise<Result>): Promise<Result> {
    if (this.incoming > 0 && this.incoming + announced > this.limits.incomingBytes) throw busy();
    this.incoming += announced;
    try {
      await mkdir(this.drafts, { recursive: true, mode: 0o700 });
      await this.mustHaveRoom(this.incoming);
      return await read();
    } catch (error) {
      throw isFull(error) ? noRoom() : error;
    } finally {
      this.incoming -= announced;
    }
  }

  /**
   * Keeps what lies in a file that others may still hold open: a copy, which they cannot reach.
   * @returns false where it is not, or no longer, what the hash says
   * @throws NoRoom
   */
  async keepCopy(path: string, sha256: string): Promise<boolean> {
    await this.mustHaveRoom((await stat(path)).size);
    const copy = await this.receive(createReadStream(path));
    const isIt = copy.sha256 === sha256;
    await (isIt ? copy.keep() : copy.discard());
    return isIt;
  }

  private async draftOf(content: Readable): Promise<Draft> {
    const path = join(this.drafts, randomUUID());
    const meter = new Meter();
    try {
      await pipeline(content, meter, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const sha256 = meter.hash.digest('hex');
    const discard = () => rm(path, { force: true });
    const keep = async () => {
      try {
        await this.keep(path, sha256);
      } finally {
        await discard();
      }
    };
    return { path, size: meter.size, sha256, discard, keep };
  }

  /** Where the file of this hash lies, or would lie. */
  pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
    return join(this.dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** @returns its size, or undefined where it is not here */
  async sizeOf(sha256: string): Promise<number | undefined> {
    try {
      return (await stat(this.pathOf(sha256))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  read(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  /** Is it here, and still what it was? */
  async isSound(sha256: string): Promise<boolean> {
    if ((await this.sizeOf(sha256)) === undefined) return false;
    const meter = new Meter();
    await pipeline(this.read(sha256), meter.resume());
    return meter.hash.digest('hex') === sha256;
  }

  /** Puts a sound copy where a damaged one lies. */
  async replace(draft: Draft): Promise<void> {
    const place = this.pathOf(draft.sha256);
    await rename(draft.path, place);
    await flushFolder(dirname(place));
  }

  /** Removes what killed processes left half received. */
  async sweep(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.drafts).catch(() => [])) {
      const path = join(this.drafts, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
    }
  }

  /** From here on the file lasts, under its hash too. Nobody else may have it open. */
  private async keep(path: string, sha256: string): Promise<void> {
    const place = this.pathOf(sha256);
    const folder = dirname(place);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      // A link, unlike a renaming, never takes the place of what is there.
      await link(path, place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    for (const each of [folder, dirname(folder), this.dir]) await flushFolder(each);
  }

  /** @throws NoRoom */
  async mustHaveRoom(bytes: number): Promise<void> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.dir);
    if (bavail * bsize < bytes + this.limits.keepFreeBytes) throw noRoom();
  }

  private get drafts(): string {
    return join(this.dir, 'incoming');
  }
}

/** Passes on, counts and hashes. */
class Meter extends Transform {
  readonly hash: Hash = createHash('sha256');
  size = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }
}

/** A name lasts when its folder has reached the disk. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** No block is left, to anybody or to us. */
function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function busy(): Busy {
  return new Busy(
    {
      vi: 'Đang có nhiều tệp được gửi lên cùng lúc. Tệp này chưa được nhận; hãy gửi lại sau ít phút.',
      en: 'Many files are being uploaded right now. This one was not accepted; send it again in a few minutes.',
    },
    'file',
  );
}

function noRoom(): NoRoom {
  return new NoRoom(
    {
      vi: 'Máy chủ không còn dung lượng để nhận tệp. Tệp này chưa được nhận hết; hãy báo quản trị viên, rồi thử lại sau.',
      en: 'The server has no space left for files. This one was not received in full; tell the administrator, and try again later.',
    },
    'file',
  );
}
