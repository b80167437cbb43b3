import { lookup as lookUp, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isAllowed, isOutside } from './receiver-address.js';
import type { DeliveryReason } from './webhook.types.js';

export interface Answer {
  /** Null where it went through. */
  reason: DeliveryReason | null;
  /** Null where the receiver did not answer. */
  status: number | null;
}

interface ToPost {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** Receivers that may be in a private network. */
  allowed: readonly string[];
  timeoutMs: number;
}

class AddressRefused extends Error {}

/**
 * Posts to a receiver that an administrator named. Of the answer only its status is read. Redirects are not followed. Where the address is
 * looked up, the connection goes to what was looked up and checked: a name that points elsewhere a moment later changes nothing.
 */
export function post({ url, headers, body, allowed, timeoutMs }: ToPost): Promise<Answer> {
  const isFree = isAllowed(url, allowed);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // No name is looked up for an address.
  if (!isFree && isIP(host) !== 0 && !isOutside(host))
    return Promise.resolve({ reason: 'refused_address', status: null });
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      lookup: isFree ? undefined : onlyOutside,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    request.on('response', (response) => {
      const status = response.statusCode!;
      resolve({ status, reason: reasonOf(status) });
      // What it has to say, however long, is read by nobody.
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ status: null, reason: faultOf(error) }));
    request.end(body);
  });
}

/** `dns.lookup`, which gives out no address of a private network. */
const onlyOutside: LookupFunction = (name, options, done) => {
  lookUp(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '');
    const outside = found.every(({ address }) => isOutside(address));
    if (!outside || found.length === 0) return done(new AddressRefused(), '');
    if (options.all) return done(null, found);
    return done(null, found[0]!.address, found[0]!.family);
  });
};

function reasonOf(status: number): DeliveryReason | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

function faultOf(error: NodeJS.ErrnoException): DeliveryReason {
  const { code = '', name } = error;
  if (error instanceof AddressRefused) return 'refused_address';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT')
    return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'not_found';
  return /CERT|EPROTO|SSL|TLS|SIGNATURE|ALTNAME/.test(code) ? 'tls' : 'connection';
}
