import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best first. */
const encodings: Encoding[] = ['br', 'gzip', 'identity'];

/** What a caller likes best, by its Accept-Encoding; of what it likes as well as another, the smallest. */
export function encodingFor(accepted: string | string[] = ''): Encoding {
  return negotiate(String(accepted).toLowerCase(), encodings) ?? 'identity';
}

/** An answer as bytes, packed at most once for each encoding: what is asked for again costs no more than sending it. */
export class CompressedResponse {
  private readonly packed = new Map<Encoding, Promise<Buffer>>();
  private readonly plain: Buffer;

  private constructor(
    body: string,
    readonly headers: Record<string, string>,
  ) {
    this.plain = exactly(Buffer.from(body));
  }

  static json(value: unknown, headers: Record<string, string> = {}): CompressedResponse {
    return new CompressedResponse(JSON.stringify(value), {
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    });
  }

  static html(page: string): CompressedResponse {
    return new CompressedResponse(page, { 'content-type': 'text/html; charset=utf-8' });
  }

  /** Bytes kept, about: each of the two packed forms takes a fifth of the plain one, or less. */
  get size(): number {
    return Math.ceil(this.plain.length * 1.4);
  }

  in(encoding: Encoding): Promise<Buffer> {
    let bytes = this.packed.get(encoding);
    if (!bytes) this.packed.set(encoding, (bytes = pack[encoding](this.plain).then(exactly)));
    return bytes;
  }
}

/** A copy in memory of its own: short buffers are parts of larger ones, 64 KiB where they come from packing. */
function exactly(bytes: Buffer): Buffer {
  if (bytes.length === bytes.buffer.byteLength) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

const brotli = promisify<Buffer, object, Buffer>(brotliCompress);
const gzipped = promisify<Buffer, Buffer>(gzip);
const pack: Record<Encoding, (plain: Buffer) => Promise<Buffer>> = {
  br: (plain) => brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: gzipped,
  identity: async (plain) => plain,
};

/** How much of them is kept. */
export const responseCacheLimits = { most: 24 * 2 ** 20, weigh: ({ size }: CompressedResponse) => size };

export async function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CompressedResponse,
): Promise<void> {
  const encoding = encodingFor(request.headers['accept-encoding']);
  const bytes = await answer.in(encoding);
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  reply.headers({ ...answer.headers, vary: 'accept-encoding' }).send(bytes);
}
