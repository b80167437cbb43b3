import { BlockList, isIP } from 'node:net';

/** Networks in which no receiver outside is: loopback, private, link-local (and with it the metadata of clouds), shared, reserved, multicast. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');

/** The only addresses of IPv6 that are given out to the world, without those in it that stand for others. */
const world = new BlockList();
world.addSubnet('2000::', 3, 'ipv6');
const standsForOther = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  standsForOther.addSubnet(network, bits, 'ipv6');

/** Whether an address is one of the Internet's. An IPv6 address that holds an IPv4 one is none. */
export function isOutside(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !inside.check(address, 'ipv4');
  return kind === 6 && world.check(address, 'ipv6') && !standsForOther.check(address, 'ipv6');
}

/** Whether WEBHOOK_ALLOW names the receiver, with or without its port. */
export function isAllowed({ hostname, host }: URL, allowed: readonly string[]): boolean {
  return allowed.includes(hostname) || allowed.includes(host);
}

/** What is wrong with an address before anything is looked up; null where nothing is. */
export function faultOfUrl(
  text: string,
  allowed: readonly string[],
): 'malformed' | 'not_https' | 'inside' | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return 'malformed';
  if (isAllowed(url, allowed)) return null;
  if (url.protocol !== 'https:') return 'not_https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere =
    host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && !isOutside(host));
  return isHere ? 'inside' : null;
}
