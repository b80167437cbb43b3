import { describe, expect, it } from '@jest/globals';
import { faultOfUrl, isOutside } from './receiver-address.js';

describe('the address of a receiver', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '203.0.113.9',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('is not outside: %s', (address) => {
    expect(isOutside(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '203.162.4.190', '2405:4800::1', '2600:1f18::1'])(
    'is outside: %s',
    (address) => {
      expect(isOutside(address)).toBe(true);
    },
  );

  it.each([
    ['https://nhan.example/webhook?a=1', null],
    ['http://nhan.example/', 'not_https'],
    ['ftp://nhan.example/', 'malformed'],
    ['https://ai:mat-khau@nhan.example/', 'malformed'],
    ['https://nhan.example/#x', 'malformed'],
    ['https://', 'malformed'],
    ['https://localhost/', 'inside'],
    ['https://a.localhost/', 'inside'],
    ['https://127.0.0.1/', 'inside'],
    ['https://127.1/', 'inside'],
    ['https://2130706433/', 'inside'],
    ['https://0x7f.0.0.1/', 'inside'],
    ['https://[::1]/', 'inside'],
    ['https://[::ffff:10.0.0.1]/', 'inside'],
    ['https://169.254.169.254/latest/meta-data', 'inside'],
    ['http://noi-bo.example/', null],
    ['http://noi-bo.example:8080/', null],
    ['http://10.1.2.3:8080/', null],
    ['http://10.1.2.3/', 'not_https'],
    ['http://noi-bo.example.evil.example/', 'not_https'],
  ])('%s: %s', (url, fault) => {
    expect(faultOfUrl(url, ['noi-bo.example', '10.1.2.3:8080'])).toBe(fault);
  });
});
