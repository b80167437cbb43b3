import { BlockList, isIP } from 'node:net';

/** Ranges with a name: this machine; the private networks of RFC 1918 and RFC 4193, which containers have. */
const named: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  none: [],
};

export type IsTrusted = (address: string) => boolean;

/**
 * Whose word counts on where a request came from, and under which id.
 * @param list addresses, networks such as 10.1.0.0/16, and the names above, with commas between
 * @throws Error naming the part that is none of these
 */
export function trustedProxies(list: string): IsTrusted {
  const trusted = new BlockList();
  for (const part of list.split(',').map((text) => text.trim())) {
    for (const range of named[part] ?? [part]) add(trusted, range);
  }
  return (address) => {
    // An IPv4 visitor on a socket of both families.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = isIP(plain);
    return family !== 0 && trusted.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function add(list: BlockList, range: string): void {
  const [address = '', prefix, ...more] = range.split('/');
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (family === 0 || more.length > 0 || bits < 0 || bits > longest)
    throw new Error(`"${range}" is no address, no network such as 10.1.0.0/16, and none of ${names}`);
  list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
}

const names = Object.keys(named).join(', ');
