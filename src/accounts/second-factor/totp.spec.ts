import { describe, expect, it } from '@jest/globals';
import { codeAt } from '../../../test/support/totp.js';
import { readConfig } from '../../config/config.js';
import { SecondFactorEncryption } from './second-factor-encryption.js';
import { newSecret, otpauthUri, secretText, stepOf } from './totp.js';

const at = (seconds: number) => new Date(seconds * 1000);

describe('a one-time code', () => {
  // RFC 6238, appendix B, cut to six digits.
  const rfc = Buffer.from('12345678901234567890');
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('is that of RFC 6238 at %d s', (seconds, code) => {
    expect(stepOf(rfc, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is taken in its step and in both neighbours, and in none beyond', () => {
    const secret = newSecret();
    const code = codeAt(secretText(secret), at(3000));
    const steps = [2939, 2970, 3000, 3029, 3059, 3060].map((seconds) => stepOf(secret, code, at(seconds)));
    expect(steps).toEqual([null, 100, 100, 100, 100, null]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('cannot be %j', (code) => {
    expect(stepOf(newSecret(), code, at(3000))).toBeNull();
  });

  it('is described to an app by an address that names the account', () => {
    const uri = new URL(otpauthUri(newSecret(), 'leader@hanoi.example'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('leader@hanoi.example');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      digits: '6',
      period: '30',
      algorithm: 'SHA1',
    });
  });
});

describe('the encryption of second factors', () => {
  const encryption = (letter: string) =>
    new SecondFactorEncryption(readConfig({ SESSION_SECRET: letter.repeat(32) }));

  it('opens what it locked for the same account, and never locks twice alike', () => {
    const secret = Buffer.from(newSecret());
    const [one, other] = [encryption('a').encrypt(secret, 7), encryption('a').encrypt(secret, 7)];
    expect(encryption('a').decrypt(one, 7)).toEqual(secret);
    expect(one.equals(other)).toBe(false);
    expect(one.includes(secret)).toBe(false);
  });

  it('opens nothing under another SESSION_SECRET, for another account, or changed by a bit', () => {
    const locked = encryption('a').encrypt(newSecret(), 7);
    const changed = Buffer.from(locked);
    changed[changed.length - 1]! ^= 1;
    expect([
      encryption('b').decrypt(locked, 7),
      encryption('a').decrypt(locked, 8),
      encryption('a').decrypt(changed, 7),
    ]).toEqual([null, null, null]);
    expect(encryption('a').decrypt(Buffer.from('short'), 7)).toBeNull();
  });
});
