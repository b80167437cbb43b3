import { compile } from '@fastify/proxy-addr';
import { isIP } from 'node:net';

/** Ranges with a name: this machine; the private networks of RFC 1918 and RFC 4193, which containers have. */
const named = new Map([
  ['loopback', ['loopback']],
  ['private', ['uniquelocal']],
  ['none', []],
]);

export type IsTrusted = (address: string) => boolean;

/**
 * Whose word counts on where a request came from, and under which id.
 * @param list addresses, networks such as 10.1.0.0/16, and the names above, with commas between
 * @throws Error naming the part that is none of these
 */
export function trustedProxies(list: string): IsTrusted {
  const parts = list.split(',').map((part) => part.trim());
  const isTrusted = compile(parts.flatMap((part) => named.get(part) ?? [rangeOf(part)]));
  // In full: `127.1` is no address that a socket or a proxy gives.
  return (address) => isIP(address) !== 0 && isTrusted(address, 0);
}

/** Refuses more than the library does: its other names, and addresses in short, such as `10` for 0.0.0.10. */
function rangeOf(part: string): string {
  try {
    if (isIP(part.split('/')[0]!) === 0) throw new TypeError('no address');
    compile(part);
    return part;
  } catch {
    throw new Error(
      `"${part}" is neither an address, nor a network such as 10.1.0.0/16, nor one of ${names}`,
    );
  }
}

const names = [...named.keys()].join(', ');
