import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** After so long what has come is brought to the disk and told, before more is written. */
const TOLD_EVERY_MS = 5_000;
const ABANDONED_AFTER_MS = 24 * 3_600_000;

interface Appending {
  /** No byte is written beyond it: more than that is refused. */
  end: number;
  /** So much lies on the disk by now. What it throws ends the writing: of what came since, nothing is written. */
  tell: (offset: number) => Promise<void>;
}

/** How far it came, and why no further where that was not the end of what was sent. */
export interface Appended {
  offset: number;
  fault?: unknown;
}

/** More was sent than the file may have. */
export class BeyondTheEnd extends Error {}

/**
 * Files that come piece by piece, each under a number until it is whole. A file has one writer at a time, in whichever process:
 * whoever calls sees to that.
 */
export class PartialFiles {
  /** @param dir made when the first file comes */
  constructor(
    private readonly dir: string,
    private readonly toldEveryMs = TOLD_EVERY_MS,
  ) {}

  /**
   * Writes from the offset on; what a killed writer left behind it is cut off. What came is kept however the sending ends.
   * @throws where there are fewer bytes than the offset says
   */
  async append(id: number, offset: number, content: Readable, { end, tell }: Appending): Promise<Appended> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const file = await open(this.pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      if ((await file.stat()).size < offset) throw new Error(`upload ${id} has lost bytes before ${offset}`);
      await file.truncate(offset);
      return await written(file, offset, content, { end, tell, toldEveryMs: this.toldEveryMs });
    } finally {
      await file.close();
    }
  }

  async hashOf(id: number): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(this.pathOf(id)), hash);
    return hash.digest('hex');
  }

  /** @returns its size, or undefined where it is not here */
  async sizeOf(id: number): Promise<number | undefined> {
    const found = await stat(this.pathOf(id)).catch(() => undefined);
    return found?.size;
  }

  pathOf(id: number): string {
    return join(this.dir, String(id));
  }

  async remove(id: number): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Removes what nobody knows of any more. @param known those that are to stay, among the numbers found */
  async sweep(known: (ids: number[]) => Promise<number[]>, now = Date.now()): Promise<void> {
    const names = await readdir(this.dir).catch((): string[] => []);
    const ids = names.filter((name) => /^\d{1,10}$/.test(name)).map(Number);
    const kept = new Set(await known(ids));
    for (const id of ids.filter((each) => !kept.has(each))) {
      const found = await stat(this.pathOf(id)).catch(() => undefined);
      if (found && now - found.mtimeMs > ABANDONED_AFTER_MS) await this.remove(id);
    }
  }
}

async function written(
  file: FileHandle,
  from: number,
  content: Readable,
  { end, tell, toldEveryMs }: Appending & { toldEveryMs: number },
): Promise<Appended> {
  let offset = from;
  let told = Date.now();
  let fault: unknown;
  try {
    for await (const piece of content as AsyncIterable<Buffer>) {
      if (offset + piece.length > end) throw new BeyondTheEnd();
      // Whoever was silent so long may no longer be the one who writes.
      if (Date.now() - told >= toldEveryMs) {
        await file.datasync();
        await tell(offset);
        told = Date.now();
      }
      await writeWhole(file, piece, offset);
      offset += piece.length;
    }
  } catch (error) {
    fault = error;
  }
  await file.datasync();
  return { offset, fault };
}

async function writeWhole(file: FileHandle, piece: Buffer, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) {
    const { bytesWritten } = await file.write(piece, done, piece.length - done, at + done);
    done += bytesWritten;
  }
}
