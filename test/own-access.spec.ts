import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from './support/goes-on.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { startApp } from './support/app.js';
import { sendForm, type BrowserSession } from './support/form.js';
import { query } from './support/query.js';

/** The sections of the own account: sessions, and tokens of programs. */
describe('the own account', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let own: BrowserSession;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program?.stop());
  beforeEach(async () => {
    own = await program.browser('leader@hanoi');
  });

  const isIn = async (session: BrowserSession) => (await session.get('/tai-khoan')).statusCode === 200;
  const linksTo = (body: string, what: RegExp) => [...body.matchAll(what)].map(([, link]) => link!);
  const last = async () =>
    (
      await query<{ kind: string; data: object }>(
        program.database.url,
        'select kind, data from audit_entry order by id desc limit 1',
      )
    )[0]!;

  describe('its sessions', () => {
    const ends = /action="(\/tai-khoan\/phien\/\d+\/cham-dut)"/g;

    it('are listed by device, with this one marked and without a way to end it here', async () => {
      const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
      const known = { email: 'leader@hanoi.example', password: 'hop-tac-2019' };
      await sendForm(program.app, '/dang-nhap', known, { 'user-agent': agent });
      const { body } = await own.get('/tai-khoan');
      expect(body).toContain('Firefox · Linux');
      expect(body).toContain('127.0.0.1');
      expect(body.match(/\(phiên này\)/g)).toHaveLength(1);
      expect(
        body.match(/class="c-used">.*?<\/td>/g)!.filter((used) => used.includes('đang dùng')),
      ).toHaveLength(1);
      expect(body).not.toContain('chưa dùng');
      const [count] = await query<{ n: number }>(
        program.database.url,
        `select count(*)::integer as n from session s join app_user u on u.id = s.user_id where u.email = 'leader@hanoi.example'`,
      );
      expect(linksTo(body, ends)).toHaveLength(count!.n - 1);
    });

    it('are ended one by one, at once', async () => {
      await own.post('/tai-khoan/phien/cham-dut-khac');
      const other = await program.browser('leader@hanoi');
      const [end] = linksTo((await own.get('/tai-khoan')).body, ends);
      const answer = await own.post(end!);
      expect(goesOn(answer)).toBe('/tai-khoan#phien, says session');
      expect([await isIn(other), await isIn(own)]).toEqual([false, true]);
      expect((await last()).kind).toBe('session.revoked');
      expect((await own.post(end!)).statusCode).toBe(404);
    });

    it('are ended all but this one', async () => {
      const others = [await program.browser('leader@hanoi'), await program.browser('leader@hanoi')];
      const stranger = await program.browser('leader@nghean');
      expect(goesOn(await own.post('/tai-khoan/phien/cham-dut-khac'))).toBe(
        '/tai-khoan#phien, says sessions',
      );
      expect(await Promise.all([...others, own, stranger].map(isIn))).toEqual([false, false, true, true]);
      expect((await own.get('/tai-khoan')).body).not.toContain('Chấm dứt mọi phiên khác');
    });

    it('of others cannot be ended', async () => {
      const stranger = await program.browser('leader@nghean');
      await program.browser('leader@nghean');
      const [end] = linksTo((await stranger.get('/tai-khoan')).body, ends);
      expect((await own.post(end!)).statusCode).toBe(404);
      expect((await own.post('/tai-khoan/phien/99999999999/cham-dut')).statusCode).toBe(404);
      expect(linksTo((await stranger.get('/tai-khoan')).body, ends)).toContain(end);
    });
  });

  describe('its tokens', () => {
    const wanted = {
      name: 'Báo cáo <tháng>',
      scope: 'read',
      agreement: '2016-tb-tu',
      days: '30',
      password: DEMO_PASSWORD,
    };
    const shown = /token-secret"[^>]*>([\w-]{43})</;

    it('are shown once after they are made, work within their scope, and are revoked', async () => {
      const answer = await own.post('/tai-khoan/ma-truy-cap', wanted);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/tai-khoan/ma-truy-cap']);
      const carried = String(answer.headers['set-cookie']);
      expect(carried).toMatch(
        /^new_token=[\w-]{43}; Max-Age=60; Path=\/tai-khoan\/ma-truy-cap; HttpOnly; SameSite=Strict/,
      );
      const cookie = `${own.cookie}; ${carried.split(';')[0]}`;
      const page = await own.get('/tai-khoan/ma-truy-cap', { cookie });
      expect(await last()).toEqual({
        kind: 'token.issued',
        data: { name: wanted.name, scope: 'read', agreement: '2016-tb-tu', days: 30, address: '127.0.0.1' },
      });
      const token = shown.exec(page.body)![1]!;
      // Nothing to fill in beside it: whoever wants another one says so.
      expect(page.body).not.toContain('name="password"');
      expect(page.body).toContain('Tạo mã khác');
      expect(String(page.headers['set-cookie'])).toMatch(/^new_token=;/);
      expect(page.headers['cache-control']).toBe('no-store');
      expect((await own.get('/tai-khoan/ma-truy-cap')).body).not.toMatch(shown);
      const bearer = { authorization: `Bearer ${token}` };
      expect((await program.ask(null, 'GET', '/api/v1/agreements', undefined, bearer)).status).toBe(200);
      expect((await program.ask(null, 'POST', '/api/v1/tokens', {}, bearer)).status).toBe(403);
      const list = (await own.get('/tai-khoan')).body;
      expect(list).toContain('Báo cáo &lt;tháng>');
      expect(list).toContain('chỉ đọc, chỉ 2016-tb-tu');
      expect(list).not.toContain(token);
      const [revoke] = linksTo(list, /action="(\/tai-khoan\/ma-truy-cap\/\d+\/thu-hoi)"/g);
      const stranger = await program.browser('leader@nghean');
      expect((await stranger.post(revoke!)).statusCode).toBe(404);
      expect(goesOn(await own.post(revoke!))).toBe('/tai-khoan#ma-truy-cap, says token');
      expect((await program.ask(null, 'GET', '/api/v1/agreements', undefined, bearer)).status).toBe(401);
      expect(await last()).toEqual({ kind: 'token.revoked', data: { name: wanted.name } });
    });

    it.each([
      ['a name', { name: ' ' }, 400, 'name'],
      ['a scope', { scope: 'all' }, 400, 'scope'],
      ['an end that is offered', { days: '9999' }, 400, 'days'],
      ['an agreement that is its side’s', { agreement: '77-tt-hop-tac' }, 422, 'agreement'],
      ['the password', { password: 'not it' }, 422, 'password'],
    ])('are not made without %s, and what was typed comes back', async (_, wrong, status, field) => {
      const answer = await own.post('/tai-khoan/ma-truy-cap', { ...wanted, name: 'Chương trình', ...wrong });
      const faults = [...answer.body.matchAll(/id="(\w+)-error"/g)].map(([, name]) => name);
      expect([answer.statusCode, faults, answer.headers['set-cookie']]).toEqual([status, [field], undefined]);
      if (field !== 'name') expect(answer.body).toContain('value="Chương trình"');
      expect(answer.body).not.toContain(DEMO_PASSWORD);
    });

    it('are not read from a cookie that somebody else made', async () => {
      const cookie = `${own.cookie}; new_token=${encodeURIComponent('<script>alert(1)</script>')}`;
      const { body } = await own.get('/tai-khoan/ma-truy-cap', { cookie });
      expect(body).not.toContain('alert(1)');
    });

    it('are not made from elsewhere: the form needs its token', async () => {
      const { cookie } = own;
      const answer = await sendForm(program.app, '/tai-khoan/ma-truy-cap', wanted, { cookie });
      expect(answer.statusCode).toBe(403);
    });
  });
});
