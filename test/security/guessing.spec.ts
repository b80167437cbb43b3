import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InvitationsService } from '../../src/accounts/links/invitations.service.js';
import { LinkSecrets } from '../../src/accounts/links/link-secrets.js';
import { Tokens } from '../../src/accounts/tokens.js';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { openSession } from '../support/form.js';
import { RouteWorld } from '../support/route-world.js';

const NEW_PASSWORD = 'ba con mèo xanh biếc';

interface Guess {
  email?: string;
  password?: string;
  from?: string;
  cookie?: string;
}

describe('guessing', () => {
  let world: RouteWorld;
  /** An account of its own for each test. */
  let userId: number;
  let email: string;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.run('delete from sign_in_failure; delete from reset_request');
    userId = await world.spareUser();
    email = await world.value<string>('select email from app_user where id = $1', [userId]);
  });

  const app = () => world.program.app;
  const form = (url: string, fields: Record<string, string>, from: string, cookie?: string) =>
    app().inject({
      method: 'POST',
      url,
      remoteAddress: from,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) },
      payload: new URLSearchParams(fields).toString(),
    });
  const signIn = ({ password = DEMO_PASSWORD, from = '203.0.113.1', cookie, ...guess }: Guess = {}) =>
    form('/dang-nhap', { email: guess.email ?? email, password }, from, cookie);
  const statusOf = async (guess?: Guess) => (await signIn(guess)).statusCode;
  const guess = async (times: number, how: Guess = {}) => {
    const statuses = [];
    for (let n = 0; n < times; n += 1) statuses.push(await statusOf({ password: 'wrong', ...how }));
    return statuses;
  };
  const all = (status: number, times: number) => Array.from({ length: times }, () => status);
  const browserOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
    answer.cookies.find(({ name }) => name === 'browser');
  const knownBrowser = async (whose = email) =>
    `browser=${browserOf(await signIn({ email: whose, from: '203.0.113.200' }))!.value}`;
  const refusals = () =>
    world.value(
      `select count(*)::integer from audit_entry where kind = 'session.refused' and actor_id = $1`,
      [userId],
    );
  const failed = (count: number, minutesAgo: string, from = '203.0.113.9', whose = "'one'") =>
    world.run(
      `insert into sign_in_failure (email_hash, address, at)
       select ${whose}::text::bytea, $2, now() - ${minutesAgo} * interval '1 minute' from generate_series(1, $1::integer) n`,
      [count, from],
    );
  const keyOf = (address: string) =>
    `'\\x${app().get(Tokens, { strict: false }).hash(address).toString('hex')}'`;

  it('has ten tries looked at, of 200 at the same moment', async () => {
    const many = Array.from({ length: 200 }, (_, n) =>
      statusOf({ password: `wrong ${n}`, from: `198.51.100.${n}` }),
    );
    const statuses = await Promise.all(many);
    expect(statuses.filter((status) => status === 401)).toEqual(all(401, 10));
    expect(statuses.filter((status) => status === 429)).toEqual(all(429, 190));
    expect(await refusals()).toBe(10);
    expect(await statusOf({ from: '198.51.100.250' })).toBe(429);
  });

  it('never counts what succeeds, also at the same moment', async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, () => statusOf()));
    expect(statuses).toEqual(all(303, 30));
    expect(await world.value('select count(*)::integer from sign_in_failure')).toBe(0);
  });

  describe('by strangers', () => {
    it('does not lock the owner out of a browser from which he signed in before', async () => {
      const cookie = await knownBrowser();
      await guess(10, { from: '198.51.100.1' });
      expect(await statusOf({ from: '198.51.100.2' })).toBe(429);
      expect(await statusOf({ cookie, from: '198.51.100.1' })).toBe(303);
    });

    it('does not lock the owner out who is signed in: he changes his password, and is let in by it', async () => {
      const own = await openSession(app(), email);
      await guess(10);
      const change = { current: DEMO_PASSWORD, password: NEW_PASSWORD, repeat: NEW_PASSWORD };
      expect((await own.post('/tai-khoan/mat-khau', change)).statusCode).toBe(303);
      expect(await statusOf({ password: NEW_PASSWORD })).toBe(303);
    });

    it('does not lock the owner out who sets a new password by a mailed link', async () => {
      await app().get(InvitationsService, { strict: false }).invite(userId, null, world.program.clock.now());
      const salt = await world.value<string>('select salt from account_link where user_id = $1', [userId]);
      const token = app().get(LinkSecrets, { strict: false }).tokenOf(salt);
      await guess(10);
      const set = await form(
        `/dat-mat-khau/${token}`,
        { password: NEW_PASSWORD, repeat: NEW_PASSWORD },
        '203.0.113.3',
      );
      expect(set.statusCode).toBe(303);
      expect(await statusOf({ password: NEW_PASSWORD })).toBe(303);
      await guess(10);
      const cookie = `browser=${browserOf(set)!.value}`;
      expect(await statusOf({ password: NEW_PASSWORD, cookie })).toBe(303);
    });
  });

  describe('in a browser that is known', () => {
    it('ends after ten tries of its own, which count for nobody else', async () => {
      const cookie = await knownBrowser();
      expect(await guess(11, { cookie })).toEqual([...all(401, 10), 429]);
      expect(await statusOf({ cookie })).toBe(429);
      expect(await statusOf()).toBe(303);
    });

    it('is that of the accounts that were signed in to, and of no other', async () => {
      const cookie = await knownBrowser('leader@hanoi.example');
      await guess(10);
      expect(await statusOf({ cookie })).toBe(429);
    });

    it.each(['', 'x', `${'A'.repeat(22)}.${'B'.repeat(22)}`, 'A'.repeat(4000)])(
      'is not made up: %.30s',
      async (made) => {
        await guess(10);
        expect(await statusOf({ cookie: `browser=${made}` })).toBe(429);
      },
    );

    it('keeps several accounts, in a cookie that no script reads and that opens nothing', async () => {
      const first = await signIn({ email: 'leader@hanoi.example' });
      const cookie = `browser=${browserOf(first)!.value}`;
      const second = browserOf(await signIn({ cookie }))!;
      expect(second).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 365 * 86_400 });
      await guess(10);
      await guess(10, { email: 'leader@hanoi.example' });
      const both = `browser=${second.value}`;
      expect(await statusOf({ cookie: both })).toBe(303);
      expect(await statusOf({ cookie: both, email: 'leader@hanoi.example' })).toBe(303);
      const page = await app().inject({ method: 'GET', url: '/tai-khoan', headers: { cookie: both } });
      expect(page.headers.location).toBe('/dang-nhap?next=%2Ftai-khoan');
    });
  });

  it('in an open session ends after ten tries of its own, and locks nobody out', async () => {
    const own = await openSession(app(), email);
    const change = { current: 'wrong', password: NEW_PASSWORD, repeat: NEW_PASSWORD };
    for (let n = 0; n < 10; n += 1)
      expect((await own.post('/tai-khoan/mat-khau', change)).statusCode).toBe(422);
    const right = { ...change, current: DEMO_PASSWORD };
    expect((await own.post('/tai-khoan/mat-khau', right)).statusCode).toBe(429);
    expect(await statusOf()).toBe(303);
  });

  it('at another account in a session of one’s own is that of a stranger', async () => {
    await guess(10);
    const { cookie } = await openSession(app(), 'leader@hanoi.example');
    expect(await statusOf({ cookie })).toBe(429);
  });

  it('is forgotten where the owner signed in from the same place, and nowhere else', async () => {
    await guess(9);
    expect(await statusOf()).toBe(303);
    expect(await guess(9)).toEqual(all(401, 9));
    expect(await statusOf({ from: '203.0.113.77' })).toBe(303);
    expect(await guess(2)).toEqual([401, 429]);
  });

  it('of one colleague does not lock out his office', async () => {
    await failed(300, '1');
    expect(await statusOf({ from: '203.0.113.9' })).toBe(303);
  });

  it('at one account after the other ends for the machine, but not for a browser that is known there', async () => {
    const cookie = await knownBrowser();
    await failed(50, '1', '203.0.113.9', 'n');
    expect(await statusOf({ from: '203.0.113.9' })).toBe(429);
    expect(await statusOf({ from: '203.0.113.9', cookie })).toBe(303);
  });

  it('from an IPv6 network counts for the whole of it', async () => {
    for (let n = 0; n < 50; n += 1)
      await guess(1, { email: `nobody${n}@hanoi.example`, from: `2001:db8:0:7::${(n + 1).toString(16)}` });
    expect(await statusOf({ from: '2001:db8:0:7:ffff::1' })).toBe(429);
    expect(await statusOf({ from: '2001:db8:0:8::1' })).toBe(303);
  });

  it('is told when to try again', async () => {
    // The first of ten was twelve minutes ago: in three there is room.
    await failed(10, '(13 - n)', '203.0.113.9', keyOf(email));
    const refused = await signIn();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(170);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(180);
    expect(refused.body).toContain('thử lại sau 3 phút');
  });

  it('has three resets asked for, of many at the same moment', async () => {
    const ask = () => form('/quen-mat-khau', { email }, '203.0.113.1');
    const statuses = (await Promise.all(Array.from({ length: 12 }, ask))).map(({ statusCode }) => statusCode);
    expect(statuses.sort()).toEqual([...all(303, 3), ...all(429, 9)]);
    expect(await world.value('select count(*)::integer from reset_request')).toBe(3);
  });

  it('is asked for a reset by the owner’s browser, however often strangers asked for one', async () => {
    const cookie = await knownBrowser();
    for (let n = 0; n < 4; n += 1) await form('/quen-mat-khau', { email }, '198.51.100.1');
    expect((await form('/quen-mat-khau', { email }, '198.51.100.1')).statusCode).toBe(429);
    expect((await form('/quen-mat-khau', { email }, '198.51.100.1', cookie)).statusCode).toBe(303);
  });
});
