import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { IsTrusted } from './trusted-proxies.js';

/** What proxies make: UUIDs, hexadecimal, words with dots and dashes. */
const SANE = /^[\w.-]{8,64}$/;

/** The id a trusted proxy gave, so that its log and ours tell of the same request; else one of our own. */
export function requestIds(isTrusted: IsTrusted): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const given = headers['x-request-id'];
    if (typeof given === 'string' && SANE.test(given) && isTrusted(socket?.remoteAddress ?? '')) return given;
    return randomUUID();
  };
}
