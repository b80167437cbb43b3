import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { SystemClock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import { sendForm } from '../support/form.js';
import { problem } from '../support/problem.js';

const LIST = '/api/v1/agreements/2016-tb-tu/commitments';
const PASSWORD = 'hop-tac-2019';

describe('security', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ask: typeof program.ask;
  let database: Client;

  beforeAll(async () => {
    program = await startApp();
    ask = program.ask;
    database = new Client({ connectionString: program.database.url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
  });

  const signInBy = (email: string, password: string, address = '203.0.113.7') =>
    program.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email, password },
      remoteAddress: address,
    });

  describe('signing in', () => {
    it('gives a cookie that scripts cannot read and other sites cannot send along', async () => {
      const answer = await sendForm(program.app, '/dang-nhap', {
        email: 'leader@hanoi.example',
        password: PASSWORD,
      });
      const cookie = String(answer.headers['set-cookie']);
      expect(cookie).toMatch(/^session=[\w-]{43};/);
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
      expect(cookie).toMatch(/Path=\//i);
      expect(cookie).not.toMatch(/Domain=/i);
    });

    it('keeps the cookie to https where the program is served by https', async () => {
      const config = readConfig({
        SESSION_SECRET: 'only-for-tests-only-for-tests-only',
        PUBLIC_URL: 'https://hop-tac.example',
        LOG_LEVEL: 'error',
      });
      const databaseUrl = program.database.url;
      const surroundings = {
        config,
        clock: new SystemClock(),
        databaseUrl,
        smtpUrl: 'smtp://127.0.0.1:1',
        mailboxUrl: null,
      };
      const app = await createApp(surroundings);
      try {
        await app.init();
        const answer = await sendForm(app, '/dang-nhap', {
          email: 'leader@hanoi.example',
          password: PASSWORD,
        });
        expect(answer.statusCode).toBe(303);
        expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/i);
        expect(answer.headers['strict-transport-security']).toBeDefined();
      } finally {
        await app.close();
      }
    });

    it('stores passwords as argon2id, and sessions and tokens as hashes only', async () => {
      const { rows } = await database.query<{ hash: string }>('select password_hash as hash from app_user');
      expect(rows.length).toBe(10);
      for (const { hash } of rows)
        expect(hash).toMatch(/^\$argon2id\$v=19\$m=(19456|[2-9]\d{4,}),t=[2-9],p=\d\$/);
      const { token } = (await signInBy('leader@hanoi.example', PASSWORD)).json<{ token: string }>();
      const { cookie } = await program.browser('leader@hanoi');
      const stored = await database.query('select * from session, access_token');
      const text = JSON.stringify(stored.rows, (_, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
      );
      expect(text).not.toContain(token);
      expect(text).not.toContain(cookie.split('=')[1]);
    });

    it('says the same of a wrong password and of an unknown account', async () => {
      const [wrong, unknown] = [
        await signInBy('auditor@tracker.example', 'wrong', '203.0.113.20'),
        await signInBy('nobody@tracker.example', 'wrong', '203.0.113.20'),
      ];
      const told = (body: Record<string, unknown>) => ({ ...body, requestId: null });
      expect(wrong.statusCode).toBe(401);
      expect(unknown.statusCode).toBe(401);
      expect(told(wrong.json())).toEqual(told(unknown.json()));
    });

    it('does not let a disabled account in, nor its old tokens', async () => {
      const { token } = (await signInBy('nongnghiep@nghean.example', PASSWORD)).json<{ token: string }>();
      const set = (active: boolean) =>
        database.query('update app_user set active = $1 where email = $2', [
          active,
          'nongnghiep@nghean.example',
        ]);
      await set(false);
      const answers = [
        (await signInBy('nongnghiep@nghean.example', PASSWORD, '203.0.113.21')).statusCode,
        (await ask(null, 'GET', LIST, undefined, { authorization: `Bearer ${token}` })).status,
      ];
      await set(true);
      expect(answers).toEqual([401, 401]);
    });

    it('never counts what succeeds', async () => {
      for (let at = 0; at < 60; at += 1) {
        const { statusCode } = await signInBy('admin@tracker.example', PASSWORD, '203.0.113.30');
        expect(statusCode).toBe(201);
      }
    });

    it('refuses an account after ten failures, for a while, wherever they came from; others go on', async () => {
      const email = 'congthuong@nghean.example';
      for (let at = 0; at < 10; at += 1) {
        expect((await signInBy(email, 'wrong', `203.0.113.${40 + at}`)).statusCode).toBe(401);
        // The right password works until the limit.
        if (at < 9) expect((await signInBy(email, PASSWORD, '203.0.113.60')).statusCode).toBe(201);
      }
      const refused = await signInBy(email, PASSWORD, '203.0.113.61');
      expect(refused.statusCode).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      problem(refused, 429);
      const form = await sendForm(program.app, '/dang-nhap', { email, password: PASSWORD });
      expect(form.statusCode).toBe(429);
      expect(Number(form.headers['retry-after'])).toBeGreaterThan(0);
      expect((await signInBy('congthuong@hanoi.example', PASSWORD, '203.0.113.61')).statusCode).toBe(201);
      await database.query(`update sign_in_failure set at = at - interval '16 minutes'`);
      expect((await signInBy(email, PASSWORD, '203.0.113.61')).statusCode).toBe(201);
    });

    it('refuses an address that tries one account after the other', async () => {
      const statuses = [];
      for (let at = 0; at < 51; at += 1)
        statuses.push((await signInBy(`guess${at}@tracker.example`, 'wrong', '203.0.113.99')).statusCode);
      expect(new Set(statuses.slice(0, 50))).toEqual(new Set([401]));
      expect(statuses[50]).toBe(429);
      await database.query('delete from sign_in_failure');
    });
  });

  describe('signing out', () => {
    it('ends the session: the old cookie opens nothing', async () => {
      const leader = await program.browser('leader@hanoi');
      const read = () => leader.get(LIST);
      expect((await read()).statusCode).toBe(200);
      const out = await leader.post('/dang-xuat');
      expect([out.statusCode, out.headers.location]).toEqual([303, '/dang-nhap']);
      expect(String(out.headers['set-cookie'])).toMatch(/^session=;/);
      expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
      expect((await read()).statusCode).toBe(401);
      const page = await leader.get('/viec-cua-toi');
      expect([page.statusCode, page.headers.location]).toEqual([303, '/dang-nhap?next=%2Fviec-cua-toi']);
    });

    it('ends a bearer token, and only that one', async () => {
      const tokens = [];
      for (let at = 0; at < 2; at += 1)
        tokens.push((await signInBy('leader@hanoi.example', PASSWORD)).json<{ token: string }>().token);
      const [ended, other] = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
      expect((await ask(null, 'DELETE', '/api/v1/sessions/current', undefined, ended)).status).toBe(204);
      expect((await ask(null, 'GET', LIST, undefined, ended)).status).toBe(401);
      expect((await ask(null, 'GET', LIST, undefined, other)).status).toBe(200);
    });

    it('does not take a cookie’s token as bearer, nor a bearer’s as cookie', async () => {
      const { cookie } = await program.browser('leader@hanoi');
      const bearer = { authorization: `Bearer ${cookie.split('=')[1]}` };
      expect((await ask(null, 'GET', LIST, undefined, bearer)).status).toBe(401);
      const { token } = (await signInBy('leader@hanoi.example', PASSWORD)).json<{ token: string }>();
      expect((await ask(null, 'GET', LIST, undefined, { cookie: `session=${token}` })).status).toBe(401);
    });
  });

  describe('the way back', () => {
    const foreign = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      ' //evil.example',
      '/%0d%0aset-cookie:a=b\r\nx:y',
      '///evil.example',
      '/.//evil.example',
      '/\u2028/evil.example',
      '/ế\\evil.example',
    ];
    const isOwn = (location: unknown) =>
      new URL(String(location), 'http://tracker.example').origin === 'http://tracker.example';

    it.each(foreign)('after signing in never leads to %j', async (next) => {
      const answer = await sendForm(program.app, '/dang-nhap', {
        email: 'leader@hanoi.example',
        password: PASSWORD,
        next,
      });
      expect(answer.statusCode).toBe(303);
      expect(isOwn(answer.headers.location)).toBe(true);
      expect(answer.headers.x).toBeUndefined();
      const language = await program.app.inject({
        method: 'GET',
        url: `/ngon-ngu/en?back=${encodeURIComponent(next)}`,
      });
      expect([language.statusCode, isOwn(language.headers.location)]).toEqual([303, true]);
    });

    it.each([
      ['/2016-tb-tu/cam-ket?q=tiếng', '/2016-tb-tu/cam-ket?q=ti%E1%BA%BFng'],
      [
        '/2016-tb-tu/cam-ket?q=ti%E1%BA%BFng&sector=4#ô',
        '/2016-tb-tu/cam-ket?q=ti%E1%BA%BFng&sector=4#%C3%B4',
      ],
      ['/2016-tb-tu/cam-ket?q=\u{1F33E}%25', '/2016-tb-tu/cam-ket?q=%F0%9F%8C%BE%25'],
      ['/2016-tb-tu/cam-ket?q=\u0001', '/2016-tb-tu/cam-ket?q=%01'],
      ['/e\u0000', '/e%00'],
    ])('leads to %j in any script, with a session', async (next, location) => {
      const fields = { email: 'leader@hanoi.example', password: PASSWORD, next };
      const answer = await sendForm(program.app, '/dang-nhap', fields);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, location]);
      expect(String(answer.headers['set-cookie'])).toMatch(/^session=/);
      const language = await program.app.inject(`/ngon-ngu/en?back=${encodeURIComponent(next)}`);
      expect([language.statusCode, language.headers.location]).toEqual([303, location]);
      expect(String(language.headers['set-cookie'])).toMatch(/^language=en/);
      const reader = await program.browser('leader@hanoi');
      const moved = await reader.post('/trinh-dien/ngay', { date: program.clock.today(), back: next });
      expect([moved.statusCode, moved.headers.location]).toEqual([303, location]);
    });

    it('leads the whole page to signing in where a script asked for a part of it', async () => {
      const url = '/2016-tb-tu/cam-ket?q=rau';
      const answer = await program.app.inject({ url, headers: { 'hx-request': 'true' } });
      expect([answer.statusCode, answer.headers['hx-redirect'], answer.headers.location]).toEqual([
        401,
        `/dang-nhap?next=${encodeURIComponent(url)}`,
        undefined,
      ]);
    });

    it('is built by one function, which encodes it', async () => {
      const files = (await readdir('src', { recursive: true })).filter((file) =>
        /(?<!spec)\.tsx?$/.test(file),
      );
      const sends = async (file: string) =>
        /\.redirect\(|status\(30[12378]\)|@Redirect\(/.test(await readFile(join('src', file), 'utf8'))
          ? [file]
          : [];
      const senders = (await Promise.all(files.map(sends))).flat();
      expect(senders).toEqual(['platform/http/redirect.ts']);
    });

    it('leads to the page that one wanted', async () => {
      const page = await program.app.inject({ method: 'GET', url: '/2016-tb-tu/cam-ket?sector=4&q=rau' });
      const next = new URL(String(page.headers.location), 'http://x').searchParams.get('next')!;
      expect(next).toBe('/2016-tb-tu/cam-ket?sector=4&q=rau');
      const answer = await sendForm(program.app, '/dang-nhap', {
        email: 'leader@hanoi.example',
        password: PASSWORD,
        next,
      });
      expect(answer.headers.location).toBe(next);
    });
  });
});
