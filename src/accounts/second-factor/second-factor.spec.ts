import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../config/config.js';
import { goesOn } from '../../../test/support/goes-on.js';
import { Client } from 'pg';
import { startApp } from '../../../test/support/app.js';
import { sendForm, type BrowserSession } from '../../../test/support/form.js';
import { codeAt } from '../../../test/support/totp.js';
import { resetSecondFactor } from './reset-second-factor.js';
import { AccountMailSender } from '../mail/account-mail.sender.js';

const DEMO = 'hop-tac-2019';
const SET_UP = '/tai-khoan/xac-thuc-hai-buoc';

describe('the second factor', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let database: Client;

  beforeAll(async () => {
    program = await startApp();
    database = new Client({ connectionString: program.database.url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
  });
  beforeEach(async () => {
    await database.query('delete from sign_in_failure');
    await database.query('delete from second_factor');
    await database.query(`update sign_in_policy set second_factor = 'nobody'`);
  });

  const get = (url: string, cookie = '') => program.app.inject({ method: 'GET', url, headers: { cookie } });
  const now = (seconds = 0) => new Date(Date.now() + seconds * 1000);
  const signInBy = (email: string, code?: string) =>
    program.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { email, password: DEMO, ...(code && { code }) },
    });
  const begin = (email: string, next = '/') =>
    sendForm(program.app, '/dang-nhap', { email, password: DEMO, next });
  const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) => {
    const all = [answer.headers['set-cookie']].flat().map(String);
    return all
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith(`${name}=`) && cookie.length > name.length + 1);
  };
  const kinds = async (subject: string) => {
    const { rows } = await database.query(
      `select kind from audit_entry where subject = $1 and kind like 'factor.%' order by id`,
      [subject],
    );
    return rows.map(({ kind }) => kind as string);
  };
  /** A code of a step that no code was taken of yet; the last one was taken to turn it on. */
  const forget = (email: string) =>
    database.query(
      'update second_factor set last_step = 0 where user_id = (select id from app_user where email = $1)',
      [email],
    );

  /** Sets it up as a person does. */
  const turnOn = async (who: string) => {
    const session = await program.browser(who);
    await session.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO });
    const { body } = await session.get(SET_UP);
    const secret = /<code class="secret">([A-Z2-7 ]+)</.exec(body)![1]!;
    const done = await session.post(SET_UP, { code: codeAt(secret, now()) });
    expect(done.statusCode).toBe(200);
    const codes = [...done.body.matchAll(/<li><code>([a-z0-9]{5}-[a-z0-9]{5})</g)].map(([, code]) => code!);
    await forget(`${who}.example`);
    return { session, secret, codes, page: done.body, email: `${who}.example` };
  };

  describe('setting it up', () => {
    it('shows the secret as a picture without any style of its own, and as text', async () => {
      const session = await program.browser('leader@hanoi');
      const start = await session.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO });
      expect([start.statusCode, start.headers.location]).toEqual([303, SET_UP]);
      const { body } = await session.get(SET_UP);
      expect(body).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+"/);
      expect(body).not.toMatch(/\sstyle=|<style/);
    });

    it('asks for the password first, and for the first code after it', async () => {
      const session = await program.browser('leader@hanoi');
      const wrong = await session.post(`${SET_UP}/bat-dau`, { factorPassword: 'not it' });
      expect(wrong.statusCode).toBe(422);
      expect(wrong.body).toContain('Mật khẩu hiện tại chưa đúng');
      await session.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO });
      const refused = await session.post(SET_UP, { code: '000000' });
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('Mã chưa đúng');
      expect((await signInBy('leader@hanoi.example')).statusCode).toBe(201);
    });

    it('is for people alone: with a token, the secret that is being set up cannot be read, nor turned on', async () => {
      const session = await program.browser('leader@hanoi');
      await session.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO });
      const { body } = await session.get(SET_UP);
      const secret = /<code class="secret">([A-Z2-7 ]+)</.exec(body)![1]!;
      const bearer = { authorization: `Bearer ${(await signInBy('leader@hanoi.example')).json().token}` };
      const read = await program.app.inject({ method: 'GET', url: SET_UP, headers: bearer });
      expect([read.statusCode, read.body.includes(secret)]).toEqual([403, false]);
      for (const [path, fields] of Object.entries<Record<string, string>>({
        [SET_UP]: { code: codeAt(secret, now()) },
        [`${SET_UP}/bat-dau`]: { factorPassword: DEMO },
        [`${SET_UP}/tat`]: { factorPassword: DEMO, code: codeAt(secret, now()) },
        [`${SET_UP}/ma-du-phong`]: { factorPassword: DEMO, code: codeAt(secret, now()) },
      }))
        expect([path, (await sendForm(program.app, path, fields, bearer)).statusCode]).toEqual([path, 403]);
      expect((await signInBy('leader@hanoi.example')).statusCode).toBe(201);
    });

    it('gives ten recovery codes once, ends the other sessions, tells the owner and the audit log', async () => {
      const other = await program.browser('leader@hanoi');
      program.smtp.mails.length = 0;
      const { session, codes, email } = await turnOn('leader@hanoi');
      expect(new Set(codes).size).toBe(10);
      expect((await other.get('/don-doc')).statusCode).toBe(303);
      const page = await session.get('/tai-khoan');
      expect(page.body).toContain('Còn 10 mã dự phòng');
      for (const code of codes) expect(page.body).not.toContain(code);
      expect((await kinds(email)).at(-1)).toBe('factor.enabled');
      await program.app.get(AccountMailSender, { strict: false }).sendWaiting();
      expect(program.smtp.mails.map(({ subject }) => subject)).toContain(
        'Đã bật xác thực hai bước cho tài khoản theo dõi hợp tác',
      );
    });

    it('names with the codes the account and the site that they open, and when they were made', async () => {
      const { page, email } = await turnOn('leader@hanoi');
      const facts = /<dl.*?<\/dl>/s.exec(page)![0].replace(/<[^>]+>/g, ' ');
      for (const fact of [email, program.app.get(Config).publicUrl, '20/11/2019 09:'])
        expect(facts).toContain(fact);
    });

    it('keeps neither secret nor codes readable in the database', async () => {
      const { secret, codes } = await turnOn('leader@hanoi');
      const { rows } = await database.query(
        `select encode(secret, 'escape') || (select string_agg(encode(code_hash, 'hex'), ' ') from recovery_code) as kept from second_factor`,
      );
      for (const plain of [secret.replaceAll(' ', ''), ...codes]) expect(rows[0].kept).not.toContain(plain);
    });

    it('cannot be begun again while it is on', async () => {
      const { session } = await turnOn('leader@hanoi');
      expect((await session.get(SET_UP)).headers.location).toBe('/tai-khoan#second-factor');
      expect((await session.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO })).statusCode).toBe(422);
    });
  });

  describe('signing in on the page', () => {
    it('takes two steps; the half session opens no page', async () => {
      const { secret, email } = await turnOn('leader@hanoi');
      const first = await begin(email, '/don-doc');
      expect(first.headers.location).toBe('/dang-nhap/ma');
      expect(cookieOf(first, 'session')).toBeUndefined();
      const half = cookieOf(first, 'sign-in')!;
      expect((await get('/don-doc', half)).statusCode).toBe(303);
      expect((await get('/don-doc', half.replace('sign-in', 'session'))).statusCode).toBe(303);
      const bearer = { authorization: `Bearer ${half.split('=')[1]}` };
      expect(
        (await program.app.inject({ method: 'GET', url: '/api/v1/agreements', headers: bearer })).statusCode,
      ).toBe(401);
      expect((await get('/dang-nhap/ma', half)).statusCode).toBe(200);
      const second = await sendForm(
        program.app,
        '/dang-nhap/ma',
        { code: codeAt(secret, now()) },
        { cookie: half },
      );
      expect(second.headers.location).toBe('/don-doc');
      expect((await get('/don-doc', cookieOf(second, 'session'))).statusCode).toBe(200);
      expect((await get('/dang-nhap/ma', half)).headers.location).toBe('/dang-nhap');
    });

    it('ends the wait after five minutes', async () => {
      const { secret, email } = await turnOn('leader@hanoi');
      const half = cookieOf(await begin(email), 'sign-in')!;
      const { rows } = await database.query(
        'select extract(epoch from expires_at - created_at)::integer as s from half_session',
      );
      expect(rows.at(-1).s).toBe(300);
      await database.query(
        `update half_session set created_at = now() - interval '1 hour', expires_at = now()`,
      );
      const late = await sendForm(
        program.app,
        '/dang-nhap/ma',
        { code: codeAt(secret, now()) },
        { cookie: half },
      );
      expect(goesOn(late)).toBe('/dang-nhap, says too-late');
    });

    it('opens nothing for a code without a password before it', async () => {
      const { secret } = await turnOn('leader@hanoi');
      const answer = await sendForm(program.app, '/dang-nhap/ma', { code: codeAt(secret, now()) });
      expect(goesOn(answer)).toBe('/dang-nhap, says too-late');
      expect(cookieOf(answer, 'session')).toBeUndefined();
    });

    it('opens nothing once the account is disabled between the steps', async () => {
      const { secret, email } = await turnOn('leader@hanoi');
      const half = cookieOf(await begin(email), 'sign-in')!;
      await database.query('update app_user set active = false where email = $1', [email]);
      const answer = await sendForm(
        program.app,
        '/dang-nhap/ma',
        { code: codeAt(secret, now()) },
        { cookie: half },
      );
      await database.query('update app_user set active = true where email = $1', [email]);
      expect(cookieOf(answer, 'session')).toBeUndefined();
    });
  });

  describe('a code', () => {
    it('is needed by programs too: 401 names the field', async () => {
      const { secret, email } = await turnOn('coordinator@nghean');
      const without = await signInBy(email);
      expect([without.statusCode, without.json().errors]).toEqual([
        401,
        [{ field: 'code', message: expect.stringContaining('code') }],
      ]);
      const wrong = await signInBy(email, '000000');
      expect([wrong.statusCode, wrong.json().errors[0].field]).toEqual([401, 'code']);
      expect((await signInBy(email, codeAt(secret, now()))).statusCode).toBe(201);
    });

    it('is taken once, and none before it ever again', async () => {
      const { secret, email } = await turnOn('coordinator@nghean');
      const [before, code] = [codeAt(secret, now(-30)), codeAt(secret, now())];
      expect((await signInBy(email, code)).statusCode).toBe(201);
      expect((await signInBy(email, code)).statusCode).toBe(401);
      expect((await signInBy(email, before)).statusCode).toBe(401);
    });

    it('is taken by one of many at the same moment', async () => {
      const { secret, email } = await turnOn('coordinator@nghean');
      const code = codeAt(secret, now());
      const answers = await Promise.all(Array.from({ length: 6 }, () => signInBy(email, code)));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401, 401, 401, 401, 401]);
    });

    it('that is wrong counts as a failed sign-in, also where many guess at once', async () => {
      const { secret, email } = await turnOn('coordinator@nghean');
      const guesses = await Promise.all(Array.from({ length: 16 }, () => signInBy(email, '000000')));
      expect(guesses.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
      expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(6);
      expect((await signInBy(email, codeAt(secret, now()))).statusCode).toBe(429);
    });

    it('of recovery stands in once, however it is typed', async () => {
      const { codes, email } = await turnOn('coordinator@nghean');
      expect((await signInBy(email, ` ${codes[0]!.toUpperCase().replace('-', ' ')} `)).statusCode).toBe(201);
      expect((await signInBy(email, codes[0])).statusCode).toBe(401);
      expect((await signInBy(email, codes[1])).statusCode).toBe(201);
      expect(await kinds(email)).toContain('factor.recovery_used');
    });

    it('of recovery of one account opens no other', async () => {
      const [one, other] = [await turnOn('coordinator@nghean'), await turnOn('leader@nghean')];
      expect((await signInBy(other.email, one.codes[0])).statusCode).toBe(401);
    });
  });

  describe('changing it', () => {
    it('needs password and code to turn it off; then a password alone signs in', async () => {
      const { session, secret, email } = await turnOn('leader@nghean');
      const off = (fields: Record<string, string>) => session.post(`${SET_UP}/tat`, fields);
      expect((await off({ factorPassword: 'no', code: codeAt(secret, now()) })).statusCode).toBe(422);
      expect((await off({ factorPassword: DEMO, code: '000000' })).statusCode).toBe(422);
      expect((await signInBy(email)).statusCode).toBe(401);
      const done = await off({ factorPassword: DEMO, code: codeAt(secret, now()) });
      expect(goesOn(done)).toBe('/tai-khoan#second-factor, says factor-off');
      expect((await signInBy(email)).statusCode).toBe(201);
      expect((await kinds(email)).at(-1)).toBe('factor.disabled');
    });

    it('makes new recovery codes on demand and voids the old ones', async () => {
      const { session, secret, codes, email } = await turnOn('leader@nghean');
      const { body } = await session.post(`${SET_UP}/ma-du-phong`, {
        factorPassword: DEMO,
        code: codeAt(secret, now()),
      });
      const fresh = /<li><code>([a-z0-9-]{11})</.exec(body)![1]!;
      expect((await signInBy(email, codes[0])).statusCode).toBe(401);
      expect((await signInBy(email, fresh)).statusCode).toBe(201);
    });
  });

  describe('an administrator', () => {
    const require = async (secondFactor: string) => {
      const admin = await program.browser('admin@tracker');
      return { admin, answer: await admin.post('/quan-tri/dang-nhap', { secondFactor }) };
    };

    it('takes off a factor that was lost: the account’s sessions end, its owner is told', async () => {
      const { session, email } = await turnOn('leader@nghean');
      const admin = await program.browser('admin@tracker');
      const { rows } = await database.query('select id from app_user where email = $1', [email]);
      const reset = (by: BrowserSession) =>
        by.post(`/quan-tri/tai-khoan/${rows[0].id}/bo-xac-thuc-hai-buoc`, { back: '/quan-tri/dang-nhap' });
      expect((await reset(session)).statusCode).toBe(403);
      expect((await reset(admin)).headers.location).toBe('/quan-tri/dang-nhap');
      expect((await session.get('/don-doc')).statusCode).toBe(303);
      expect((await signInBy(email)).statusCode).toBe(201);
      expect((await reset(admin)).statusCode).toBe(422);
      expect((await kinds(email)).at(-1)).toBe('factor.reset');
    });

    it('is helped from the command line, where the lost one is his own', async () => {
      const { email } = await turnOn('admin@tracker');
      await resetSecondFactor(program.app, email, program.clock.now());
      expect((await signInBy(email)).statusCode).toBe(201);
      await expect(resetSecondFactor(program.app, email, program.clock.now())).rejects.toThrow(
        'no second factor',
      );
      await expect(resetSecondFactor(program.app, 'x@y.example', program.clock.now())).rejects.toThrow(
        'no account',
      );
    });

    it('requires one of all: who has none is led to set it up, and gets on once it is on', async () => {
      const before = await program.browser('congthuong@hanoi');
      const token = (await signInBy('congthuong@hanoi.example')).json().token as string;
      expect(goesOn((await require('all')).answer)).toBe('/quan-tri/dang-nhap, says policy');
      const page = await before.get('/viec-cua-toi');
      expect([page.statusCode, page.headers.location]).toEqual([303, SET_UP]);
      expect((await before.get(SET_UP)).body).toContain('Quản trị viên yêu cầu xác thực hai bước');
      const headers = { authorization: `Bearer ${token}` };
      const json = await program.app.inject({ method: 'GET', url: '/api/v1/agreements', headers });
      expect([json.statusCode, json.json().detail]).toEqual([
        403,
        expect.stringContaining('xác thực hai bước'),
      ]);
      await before.post(`${SET_UP}/bat-dau`, { factorPassword: DEMO });
      const secret = /<code class="secret">([A-Z2-7 ]+)</.exec((await before.get(SET_UP)).body)![1]!;
      await before.post(SET_UP, { code: codeAt(secret, now()) });
      expect((await before.get('/viec-cua-toi')).statusCode).toBe(200);
      expect(
        (await program.app.inject({ method: 'GET', url: '/api/v1/agreements', headers })).statusCode,
      ).toBe(200);
    });

    it('lets who must set it up sign out, and change nothing', async () => {
      const session = await program.browser('coordinator@hanoi');
      await require('all');
      expect((await session.post('/tai-khoan/ngon-ngu', { language: 'en' })).statusCode).toBe(403);
      expect((await session.post('/dang-xuat')).headers.location).toBe('/dang-nhap');
    });

    it('requires one of administrators only, himself among them', async () => {
      const other = await program.browser('auditor@tracker');
      const { admin } = await require('admins');
      expect((await admin.get('/quan-tri/dang-nhap')).headers.location).toBe(SET_UP);
      expect((await other.get('/don-doc')).statusCode).toBe(200);
    });

    it('alone may require it; the change stands in the audit log', async () => {
      const auditor = await program.browser('auditor@tracker');
      expect((await auditor.post('/quan-tri/dang-nhap', { secondFactor: 'all' })).statusCode).toBe(403);
      await require('admins');
      const { rows } = await database.query(
        `select data from audit_entry where kind = 'sign_in.policy_changed' order by id desc limit 1`,
      );
      expect(rows[0].data).toEqual({ secondFactor: { from: 'nobody', to: 'admins' } });
    });
  });
});
