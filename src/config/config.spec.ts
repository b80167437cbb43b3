import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root.js';
import { ConfigError, known, readConfig } from './config.js';

describe('the mail server that is named', () => {
  it.each(['smtp://127.0.0.1:1025', 'smtps://user:p%40ss@mail.example:465'])('may be %s', (url) => {
    expect(readConfig({ SMTP_URL: url }).SMTP_URL).toBe(url);
  });

  it.each([
    'mail.example',
    'mail.example:25',
    'https://mail.example',
    'smtp://',
    'smtp:///path',
    'smtp://mail example',
    'smtp://user:secret@',
  ])('stops the start where it is “%s”, not the first mail', (url) => {
    expect(() => readConfig({ SMTP_URL: url })).toThrow(ConfigError);
    expect(() => readConfig({ SMTP_URL: url })).toThrow(/^SMTP_URL: /);
  });
});

describe('the address that links in mails start with', () => {
  it.each([
    'https://tracker.office.example',
    'http://127.0.0.1:3000',
    'https://tracker.office.example:8443/',
    'http://[::1]:3000',
  ])('may be %s', (url) => {
    expect(readConfig({ PUBLIC_URL: url }).publicUrl).toBe(url.replace(/\/$/, ''));
  });

  it.each([
    'tracker.office.example',
    'ftp://tracker.office.example',
    'HTTPS://tracker.office.example',
    'http:tracker.office.example',
    'https://tracker.office.example/tracker',
    'https://tracker.office.example/?a=b',
    'https://tracker.office.example?',
    'https://tracker.office.example#x',
    'https://user:secret@tracker.office.example',
    'https://tracker office.example',
    'https://',
    'https://tracker.office.example:99999',
  ])('stops the start where it is “%s”, and is not told', (url) => {
    expect(() => readConfig({ PUBLIC_URL: url })).toThrow(/^PUBLIC_URL: must be/);
    expect(() => readConfig({ PUBLIC_URL: url })).not.toThrow(url === 'https://' ? 'secret' : url);
  });
});

describe('the sender of mails', () => {
  it.each([
    'khong-tra-loi@tracker.example',
    'tracker@localhost',
    'Theo dõi hợp tác <khong-tra-loi@tracker.example>',
    '<khong-tra-loi@tracker.example>',
    '"Hà Nội, Nghệ An" <khong-tra-loi@tracker.example>',
  ])('may be %s', (from) => {
    expect(readConfig({ MAIL_FROM: from }).MAIL_FROM).toBe(from);
  });

  it.each([
    'Theo dõi hợp tác',
    'tracker.example',
    'Theo dõi <>',
    'Theo dõi <tracker.example>',
    'Theo dõi <a@b.example',
    'a@b.example, c@d.example',
    'Hà Nội, Nghệ An <a@b.example>',
    'a@b.example <c@d.example>',
    'Tracker\r\nBcc: x@y.example <a@b.example>',
  ])('stops the start where it is “%s”, and is not told', (from) => {
    expect(() => readConfig({ MAIL_FROM: from })).toThrow(/^MAIL_FROM: must be one address/);
    expect(() => readConfig({ MAIL_FROM: from })).not.toThrow(from);
  });
});

describe('every variable that the operator’s guide names', () => {
  const environment = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Environment'))!;
  const rows = environment.matchAll(/^\| ([A-Z][A-Z0-9_]*(?:, [A-Z][A-Z0-9_]*)*) \|/gm);
  const guide = [...rows].flatMap(([, names]) => names!.split(', '));

  it('is read', () => {
    expect(guide.length).toBeGreaterThan(25);
    expect(guide.filter((name) => !known.has(name))).toEqual([]);
  });

  it('is all that is read, but where programs are found and what is no longer heeded', () => {
    const others = ['PATH', 'OIDC_MAKE_ADMINS'];
    expect([...known].filter((name) => !guide.includes(name)).sort()).toEqual(others.sort());
  });

  it.each(['tra-loi+{digest}@hop-tac.example'])(
    'takes effect, such as an address for answers: %s',
    (address) => {
      expect(readConfig({ MAIL_REPLY_TO: address }).mailReplyTo).toBe(address);
    },
  );
});
