import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../config/config.js';
import { requestIds } from './request-id.js';
import { trustedProxies } from './trusted-proxies.js';

describe('trusted proxies', () => {
  it.each([
    ['loopback', '127.0.0.1', true],
    ['loopback', '::1', true],
    ['loopback', '::ffff:127.0.0.1', true],
    ['loopback', '::ffff:7f00:1', true],
    ['loopback', '10.0.0.1', false],
    ['loopback', '::ffff:10.0.0.1', false],
    ['private', '172.18.0.5', true],
    ['private', 'fd00::7', true],
    ['private', '172.32.0.1', false],
    ['private', '127.0.0.1', false],
    ['10.1.0.0/16, 192.0.2.7', '10.1.255.3', true],
    ['10.1.0.0/16, 192.0.2.7', '192.0.2.7', true],
    ['10.1.0.0/16, 192.0.2.7', '192.0.2.8', false],
    ['2001:db8::/32', '2001:db8::1', true],
    ['private, 192.0.2.7', '10.20.30.40', true],
    ['private, 192.0.2.7', '192.0.2.7', true],
    ['10.0.0.0/255.0.0.0', '10.200.0.1', true],
    ['none', '127.0.0.1', false],
    ['loopback', '127.1', false],
    ['loopback', '2130706433', false],
    ['loopback', 'not an address', false],
    ['loopback', '', false],
  ])('%s trusts %s: %s', (list, address, isTrusted) => {
    expect(trustedProxies(list)(address)).toBe(isTrusted);
  });

  it.each([
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '2001:db8::/129',
    '',
    'loopback,',
    '*',
    '10',
    '10/8',
    '0.0.0.0/0',
    'uniquelocal',
    'constructor',
  ])('refuses "%s" when the program starts, and names the variable', (list) => {
    // An empty variable counts as not set.
    if (list === '') expect(readConfig({ TRUST_PROXY: list }).TRUST_PROXY).toBe('loopback');
    else expect(() => readConfig({ TRUST_PROXY: list })).toThrow(ConfigError);
    if (list !== '') expect(() => readConfig({ TRUST_PROXY: list })).toThrow(/TRUST_PROXY: "/);
  });
});

describe('request ids', () => {
  const idOf = (given: string | undefined, from: string) =>
    requestIds(trustedProxies('loopback'))({
      headers: { 'x-request-id': given },
      socket: { remoteAddress: from },
    } as never);
  const ownId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

  it('are taken from a trusted proxy', () => {
    expect(idOf('proxy.1234-abcd_5', '127.0.0.1')).toBe('proxy.1234-abcd_5');
  });

  it.each([
    ['a stranger', 'proxy.1234-abcd_5', '203.0.113.7'],
    ['a proxy that gives none', undefined, '127.0.0.1'],
    ['a proxy that hands on something short', 'abc', '127.0.0.1'],
    ['a proxy that hands on something long', 'a'.repeat(65), '127.0.0.1'],
    ['a proxy that hands on an address', 'mail@hanoi.example', '127.0.0.1'],
    ['a proxy that hands on lines', 'abcdefgh\n{"level":60}', '127.0.0.1'],
  ])('are made anew for %s', (_, given, from) => {
    expect(idOf(given, from)).toMatch(ownId);
  });
});
