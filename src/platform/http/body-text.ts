import { finished, type Readable } from 'node:stream';

/** How much of a body is read. */
export interface BodyLimit {
  bytes: number;
  /** Asked once, by what came first, where more than `bytes` come: how many it may be in all. */
  more?: (head: string) => number;
}

/**
 * A body as text. What is too large, or was begun to be read and is not wanted any more, is read past.
 * @param length as its sender says
 * @throws Error with the status of the answer: 413, or 400 where it breaks off or does not unpack
 */
export function textOf(payload: Readable, length: string | undefined, limit: BodyLimit): Promise<string> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    let { bytes: limitBytes, more } = limit;
    const refuse = () => {
      chunks = [];
      reject(withStatus(new Error('Content Too Large'), 413));
    };
    if (!more && Number(length) > limitBytes) return refuse();
    payload.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limitBytes && more) {
        limitBytes = more(Buffer.concat([...chunks, chunk]).toString('latin1'));
        more = undefined;
      }
      if (bytes > limitBytes) refuse();
      else chunks.push(chunk);
    });
    finished(payload, { writable: false }, (error) => {
      if (error) reject(withStatus(error, 400));
      else resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}

function withStatus(error: Error & { statusCode?: number }, statusCode: number): Error {
  return Object.assign(error, { statusCode: error.statusCode ?? statusCode });
}
