import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best that a caller takes, by its Accept-Encoding. */
export function encodingFor(accepted: string | string[] = ''): Encoding {
  if (/\bbr\b/.test(String(accepted))) return 'br';
  return /\bgzip\b/.test(String(accepted)) ? 'gzip' : 'identity';
}

/** An answer as bytes, packed at most once for each encoding: what is asked for again costs no more than sending it. */
export class CompressedResponse {
  private readonly packed = new Map<Encoding, Promise<Buffer>>();
  private readonly plain: Buffer;

  private constructor(
    body: string,
    readonly headers: Record<string, string>,
  ) {
    this.plain = Buffer.from(body);
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

  /** Bytes kept, about: packed forms are a tenth of it. */
  get size(): number {
    return this.plain.length;
  }

  in(encoding: Encoding): Promise<Buffer> {
    let bytes = this.packed.get(encoding);
    if (!bytes) this.packed.set(encoding, (bytes = pack[encoding](this.plain)));
    return bytes;
  }
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

/** Answers belong to one reader: nothing in between keeps them, and browsers ask anew. */
export async function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CompressedResponse,
): Promise<void> {
  const encoding = encodingFor(request.headers['accept-encoding']);
  const bytes = await answer.in(encoding);
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  reply.headers({ ...answer.headers, vary: 'accept-encoding', 'cache-control': 'no-store' }).send(bytes);
}
