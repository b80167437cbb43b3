import { open, type FileHandle } from 'node:fs/promises';

const HEAD_BYTES = 4096;
const TAIL_BYTES = 65_536;

/** What may be wrong with a file, each with its word on what to do. */
export type FileFault =
  'empty' | 'otherKind' | 'oldFormat' | 'password' | 'macros' | 'cutOff' | 'encoding' | 'secret';

/** A file that is looked at: its ends, and pieces where something points at. */
export class Inspected {
  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
    readonly head: Buffer,
    readonly tail: Buffer,
  ) {}

  static async with<Result>(path: string, look: (inspected: Inspected) => Promise<Result>): Promise<Result> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const head = await bytesOf(file, 0, Math.min(size, HEAD_BYTES));
      const tail = await bytesOf(file, Math.max(0, size - TAIL_BYTES), size);
      return await look(new Inspected(file, size, head, tail));
    } finally {
      await file.close();
    }
  }

  /** As much of it as there is. */
  bytes(from: number, to: number): Promise<Buffer> {
    return bytesOf(this.file, from, Math.min(to, this.size));
  }

  startsWith(...magic: number[]): boolean {
    return this.head.subarray(0, magic.length).equals(Buffer.from(magic));
  }

  /** From there to the end, piece by piece; a piece lasts until the next is asked for. */
  async *pieces(from = 0): AsyncGenerator<Buffer> {
    const piece = Buffer.alloc(65_536);
    for (let at = from; at < this.size;) {
      const { bytesRead } = await this.file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  }
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
