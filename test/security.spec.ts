import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import { SystemClock } from '../src/platform/clock.js';
import { startApp } from './support/app.js';
import { openSession, sendForm } from './support/form.js';

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

  describe('headers', () => {
    const pages = ['/dang-nhap', '/2016-tb-tu/tong-quan', '/2016-tb-tu/cam-ket', '/don-doc', '/nothing-here'];

    it.each(pages)('let %s run and show nothing inline and nothing from elsewhere', async (url) => {
      const { headers, text } = await ask('coordinator@hanoi', 'GET', url);
      const policy = policyOf(headers);
      expect(policy).toMatchObject({
        'default-src': "'self'",
        'script-src': "'self'",
        'style-src': "'self'",
        'form-action': "'self'",
        'object-src': "'none'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:/);
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!127\.0\.0\.1:1080)/);
    });

    it('keep browsers from guessing types, from framing, and from telling other sites where one was', async () => {
      const { headers } = await ask(null, 'GET', '/dang-nhap');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': expect.stringMatching(/DENY|SAMEORIGIN/),
        'referrer-policy': 'same-origin',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers.server).toBeUndefined();
    });

    it('let the inline styles of the API’s own pages in there only', async () => {
      const { headers } = await ask(null, 'GET', '/api/docs');
      const policy = policyOf(headers);
      expect(policy['script-src'] ?? policy['default-src']).toBe("'self'");
    });

    it('keep pages out of every cache, and let hashed files be kept for good', async () => {
      const { headers, text } = await ask('leader@hanoi', 'GET', '/2016-tb-tu/tong-quan');
      expect(headers['cache-control']).toBe('no-store');
      const file = await ask(null, 'GET', /href="(\/assets\/[^"]+\.css)"/.exec(text)![1]!);
      expect([file.status, file.headers['cache-control']]).toEqual([
        200,
        expect.stringContaining('immutable'),
      ]);
    });

    it('let a mail under preview show its own styles and run nothing at all', async () => {
      const { text } = await ask('coordinator@hanoi', 'GET', '/don-doc/xem-truoc?day=2019-11-25');
      const href = /href="(\/don-doc\/thu\?[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&');
      const { headers } = await ask('coordinator@hanoi', 'GET', href);
      expect(policyOf(headers)).toMatchObject({ 'default-src': "'none'", 'form-action': "'none'" });
      expect(policyOf(headers)['script-src']).toBeUndefined();
    });
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
      const { cookie } = await openSession(program.app, 'leader@hanoi');
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
      const { cookie, csrf } = await openSession(program.app, 'leader@hanoi');
      const read = () => program.app.inject({ method: 'GET', url: LIST, headers: { cookie } });
      expect((await read()).statusCode).toBe(200);
      const out = await sendForm(program.app, '/dang-xuat', { _csrf: csrf }, { cookie });
      expect([out.statusCode, out.headers.location]).toEqual([303, '/dang-nhap']);
      expect(String(out.headers['set-cookie'])).toMatch(/^session=;/);
      expect((await read()).statusCode).toBe(401);
      const page = await program.app.inject({ method: 'GET', url: '/viec-cua-toi', headers: { cookie } });
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
      const { cookie } = await openSession(program.app, 'leader@hanoi');
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

  describe('input', () => {
    let target: { id: number; version: number };
    const statement = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
    const send = async (change: object, headers: Record<string, string> = {}) =>
      ask(
        'nongnghiep@hanoi',
        'POST',
        `/api/v1/commitments/${target.id}/updates`,
        { ...statement, ...change },
        {
          'if-match': `"${target.version}"`,
          ...headers,
        },
      );
    const raw = (payload: string, type: string, url = '/api/v1/sessions') =>
      program.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

    beforeAll(async () => {
      target = (await ask('nongnghiep@hanoi', 'GET', `${LIST}?q=4.02`)).json.items[0];
    });
    /** Nothing of what is refused may change anything. */
    afterEach(async () => {
      const { json } = await ask('nongnghiep@hanoi', 'GET', `/api/v1/commitments/${target.id}`);
      expect(json.version).toBe(target.version);
    });

    it('that is too large is 413', async () => {
      problem(await raw(JSON.stringify({ email: 'x'.repeat(1_100_000) }), 'application/json'), 413);
    });
    it('of another type is 415', async () => {
      problem(await raw('<a/>', 'application/xml'), 415);
      problem(await raw('a,b', 'text/csv'), 415);
    });
    it('that is no JSON is 400', async () => {
      problem(await raw('{"email":', 'application/json'), 400);
      problem(await raw('', 'application/json'), 400);
      problem(await raw('null', 'application/json'), 400);
      problem(await raw('[1,2]', 'application/json'), 400);
      problem(await raw('"text"', 'application/json'), 400);
      problem(await raw('plain', 'text/plain'), [400, 415]);
    });
    it('that would reach into prototypes is 400', async () => {
      problem(
        await raw('{"__proto__":{"a":1},"email":"a@b.example","password":"x"}', 'application/json'),
        400,
      );
      problem(
        await raw(
          '{"constructor":{"prototype":{}},"email":"a@b.example","password":"x"}',
          'application/json',
        ),
        400,
      );
    });
    it('with a NUL byte, another control character or half a character is 400, and names the field', async () => {
      for (const results of ['a\u0000b', 'a\u0007b', 'a\ud800b']) {
        const answer = await send({ results });
        problem(answer, 400);
        expect(answer.json.errors).toEqual([{ field: 'results', message: expect.any(String) }]);
      }
    });
    it('beyond its length or range, of another kind, or unknown is 400, and names the field', async () => {
      const wrong: [string, unknown][] = [
        ['results', 'x'.repeat(10_001)],
        ['results', 7],
        ['results', null],
        ['percent', 101],
        ['percent', -1],
        ['percent', 1.5],
        ['percent', '50'],
        ['percent', null],
        ['percent', 1e308],
        ['status', 'done'],
        ['status', ['in_progress']],
        ['side', 'nghean'],
        ['version', 9],
      ];
      for (const [field, value] of wrong) {
        const answer = await send({ [field]: value });
        expect([field, value, answer.status]).toEqual([field, value, 400]);
        expect(answer.json.errors.map((fault: { field: string }) => fault.field)).toEqual([field]);
      }
    });
    it('that breaks a rule is 422, and names the field', async () => {
      for (const [change, field] of [
        [{ status: 'completed', percent: 60 }, 'percent'],
        [{ status: 'not_started', percent: 5 }, 'percent'],
        [{ results: ' ' }, 'results'],
      ] as const) {
        const answer = await send(change);
        problem(answer, 422);
        expect(answer.json.errors[0].field).toBe(field);
      }
    });

    it.each([
      'limit=101',
      'limit=100000000000',
      'limit=0',
      'limit=-1',
      'limit=ten',
      'limit=1&limit=2',
      'cursor=nonsense',
      'cursor=%00',
      `cursor=${'a'.repeat(3000)}`,
      'sort=secret',
      'sort=code%3Bdrop',
      'sector=%00',
      "sector='or'1'='1",
      'q=a%00b',
      `q=${'a'.repeat(201)}`,
      'dueFrom=2019-02-30',
      'dueFrom=yesterday',
      'asOf=99999-01-01',
      'asOf=0000-00-00',
      'status=done',
      'timeliness=late',
      'group=overdue',
      'of=both',
      'update=maybe',
      'differs=perhaps',
      'unknown=1',
      'remindedAtLeast=-1',
      'remindedAtLeast=99999999999',
      'party[]=hanoi',
      'confirmation=some',
      'body=%F0%9F%92%A9',
    ])('in the query of a list as ?%s is 400', async (query) => {
      const api = await ask('leader@hanoi', 'GET', `${LIST}?${query}`);
      problem(api, 400);
      expect(api.json.errors).toEqual([{ field: expect.any(String), message: expect.any(String) }]);
      expect((await ask('leader@hanoi', 'GET', `/2016-tb-tu/cam-ket?${query}`)).status).toBe(400);
    });
    it.each([
      '/api/v1/reminders?limit=1000',
      '/api/v1/reminders?cursor=x',
      '/api/v1/reminders?commitment=abc',
      '/api/v1/reminders?recipient=a%00b@c',
      '/api/v1/reminders?commitment=99999999999',
      '/api/v1/reminders?status=lost',
      '/api/v1/reminders?from=2019-13-01',
      '/don-doc?recipient=a%00b@c',
      '/don-doc/xem-truoc?day=2019-02-29',
      '/don-doc/thu?recipient=0&day=2019-11-25',
      '/don-doc/thu?recipient=1',
      '/2016-tb-tu/tong-quan?asOf=soon',
      '/2016-tb-tu/cam-ket?shown=-1',
      '/api/v1/agreements/2016-tb-tu/dashboard?asOf=1899-12-31',
    ])('as in %s is 400', async (url) => {
      expect((await ask('coordinator@hanoi', 'GET', url)).status).toBe(400);
    });
    it('in an unknown cursor of a good form is 400, not an empty page', async () => {
      const forged = Buffer.from(JSON.stringify(['code', "1'; drop table commitment", 1])).toString(
        'base64url',
      );
      problem(await ask('leader@hanoi', 'GET', `${LIST}?cursor=${forged}`), 400);
      const otherOrder = (await ask('leader@hanoi', 'GET', `${LIST}?limit=5&sort=due`)).json.nextCursor;
      problem(await ask('leader@hanoi', 'GET', `${LIST}?limit=5&sort=code&cursor=${otherOrder}`), 400);
    });

    it.each([
      ['abc', 400],
      ['-1', 400],
      ['1.5', 400],
      ['%00', 400],
      ['1%00', 400],
      ["1'", 400],
      ['0', 404],
      ['999999999999', 404],
      ['2147483648', 404],
      ['99999999999999999999', 404],
      ['2147483647', 404],
    ] as const)('as the id %s is %i', async (id, status) => {
      problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}`), status);
      problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}/events`), status);
      problem(await ask('coordinator@hanoi', 'PUT', `/api/v1/commitments/${id}/plan-confirmation`), status);
      const decision = { decision: 'approved', reason: '' };
      problem(
        await ask('coordinator@hanoi', 'PUT', `/api/v1/extension-requests/${id}/agreement`, decision),
        status,
      );
    });
    it.each(['1e3', '0x1', '1.0', '%201'])(
      'as the id %s, a number in another notation, is 400',
      async (id) => {
        problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}`), 400);
      },
    );
    it.each(['nothing', '%00', '..%2f..', '%F0%9F%92%A9', 'a%00b', "'--"])(
      'as the name %s is 404 or 400, never 500',
      async (name) => {
        for (const url of [
          `/api/v1/agreements/${name}`,
          `/api/v1/agreements/${name}/commitments`,
          `/api/v1/agreements/${name}/dashboard`,
          `/${name}/tong-quan`,
          `/${name}/cam-ket`,
          `/2016-tb-tu/cam-ket/${name}`,
          `/assets/${name}`,
          `/ngon-ngu/${name}`,
        ]) {
          const { status } = await ask('leader@hanoi', 'GET', url);
          expect([url, [400, 404].includes(status) ? 'refused' : status]).toEqual([url, 'refused']);
        }
      },
    );
    it('in the sign-in form never fails the program', async () => {
      const forms = [
        {},
        { email: 'a\u0000b@c.example', password: 'x' },
        { email: 'x'.repeat(300), password: 'x' },
        { email: 'leader@hanoi.example', password: 'a\u0000' },
        { email: '', password: '' },
      ] as Record<string, string>[];
      for (const fields of forms) {
        const { statusCode } = await sendForm(program.app, '/dang-nhap', fields);
        expect([fields, [400, 401].includes(statusCode) ? 'refused' : statusCode]).toEqual([
          fields,
          'refused',
        ]);
        const { statusCode: byApi } = await raw(JSON.stringify(fields), 'application/json');
        expect([fields, [400, 401].includes(byApi) ? 'refused' : byApi]).toEqual([fields, 'refused']);
      }
    });
    it('in the headers never fails the program', async () => {
      const nobody: Record<string, string>[] = [
        { authorization: 'Bearer ' },
        { authorization: `Bearer ${'a'.repeat(5000)}` },
        { authorization: 'Basic YTpi' },
        { cookie: 'session=%00' },
        { cookie: 'session=' },
        { cookie: `session=${'a'.repeat(5000)}` },
        { cookie: ';;=;' },
      ];
      for (const headers of nobody) problem(await ask(null, 'GET', LIST, undefined, headers), 401);
      const languages: Record<string, string>[] = [
        { cookie: 'language=xx' },
        { 'accept-language': ',,;q=9' },
      ];
      for (const headers of languages)
        expect((await ask(null, 'GET', '/dang-nhap', undefined, headers)).status).toBe(200);
    });
    it('in the forms of pages is answered with the form, and what was typed', async () => {
      const { cookie, csrf } = await openSession(program.app, 'nongnghiep@hanoi');
      const typed = 'Nội dung đã nhập vẫn còn.';
      const fields = {
        _csrf: csrf,
        version: String(target.version),
        basedOn: '',
        status: 'in_progress',
        difficulties: typed,
      };
      for (const [percent, results, status] of [
        ['abc', 'x', 400],
        ['50', 'a\u0000b', 400],
        ['50', '', 422],
      ] as const) {
        const answer = await sendForm(
          program.app,
          '/2016-tb-tu/cam-ket/4.02/cap-nhat',
          { ...fields, percent, results },
          { cookie },
        );
        expect([percent, results, answer.statusCode]).toEqual([percent, results, status]);
        expect(answer.body).toContain(typed);
      }
    });

    describe('without the version that was read', () => {
      it('is 428', async () => {
        problem(
          await ask('nongnghiep@hanoi', 'POST', `/api/v1/commitments/${target.id}/updates`, statement),
          428,
        );
      });
      it('is 412 where somebody was faster, and says the present version', async () => {
        const answer = await send({}, { 'if-match': `"${target.version - 1}"` });
        problem(answer, 412);
        expect(answer.headers.etag).toBe(`"${target.version}"`);
      });
      it.each(['garbage', '3', '"1", "2"'])('is 400 where If-Match is %s, no entity tag', async (tag) =>
        problem(await send({}, { 'if-match': tag }), 400),
      );
      it.each(['"abc"', '"-1"', '""', '"99999999999999999999"'])(
        'is 412 where If-Match is %s, a tag that no version has had',
        async (tag) => problem(await send({}, { 'if-match': tag }), 412),
      );
      it('is refused where a weak tag is of an older version', async () => {
        problem(await send({}, { 'if-match': `W/"${target.version - 1}"` }), 412);
      });
    });
  });

  describe('errors', () => {
    it('are problems by RFC 9457, each with its fields', async () => {
      const answers = [
        [await ask(null, 'GET', LIST), 401],
        [await ask('leader@hanoi', 'POST', '/api/v1/reminder-runs', { date: '2019-11-24' }), 403],
        [await ask('leader@hanoi', 'GET', '/api/v1/agreements/none'), 404],
        [await ask('leader@hanoi', 'GET', '/api/v1/nothing-here'), 404],
        [await ask('leader@hanoi', 'PUT', '/api/v1/demo/clock', { date: '2019-01-01' }), 422],
        [await ask('leader@hanoi', 'PUT', '/api/v1/demo/clock', { date: 'soon' }), 400],
      ] as const;
      for (const [answer, status] of answers) problem(answer, status);
      expect(answers[0][0].headers['www-authenticate']).toBe('Bearer');
    });

    it('speak the language that was asked for, in all their parts', async () => {
      const broken = (language: string) =>
        ask(
          'leader@hanoi',
          'PUT',
          '/api/v1/demo/clock',
          { date: '2019-01-01' },
          { 'accept-language': language },
        );
      const [vi, en] = [(await broken('vi')).json, (await broken('en')).json];
      expect([vi.detail, vi.errors[0].message]).toEqual(Array(2).fill('Ngày hệ thống chỉ tiến, không lùi.'));
      expect([en.detail, en.errors[0].message]).toEqual(Array(2).fill('The system date only moves forward.'));
    });

    it('tell nothing of how the program is made', async () => {
      for (const url of [`${LIST}?sector=%00`, '/api/v1/commitments/abc', '/api/v1/agreements/%00']) {
        const { text } = await ask('leader@hanoi', 'GET', url);
        expect(text).not.toMatch(/\bat .+:\d+:\d+|select |node_modules|SQLSTATE|Kysely|MikroORM|Fastify/i);
      }
    });

    it('are pages for readers, in their language, with a number to ask for help with', async () => {
      const { text, headers, status } = await ask(
        'leader@hanoi',
        'GET',
        '/2016-tb-tu/cam-ket/9.99',
        undefined,
        { cookie: 'language=en' },
      );
      expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(text).toContain('<html lang="en">');
      expect(text).toMatch(/<code>[\da-f-]{36}<\/code>/);
    });
  });
});

interface Answered {
  headers: Record<string, unknown>;
  json: unknown;
}

/** That an answer is a problem as RFC 9457 has it, with one of the statuses. */
function problem(
  answer: Answered & ({ status: number } | { statusCode: number }),
  status: number | number[],
): void {
  const got = 'status' in answer ? answer.status : answer.statusCode;
  expect([status].flat()).toContain(got);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const body = typeof answer.json === 'function' ? (answer.json as () => unknown)() : answer.json;
  expect(body).toEqual({
    type: expect.any(String),
    title: expect.stringMatching(/^[A-Z][\w -]+$/),
    status: got,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\/api\/[^?]*$/),
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    errors: expect.any(Array),
  });
}

function policyOf(headers: Record<string, unknown>): Record<string, string> {
  const parts = String(headers['content-security-policy']).split(';').filter(Boolean);
  return Object.fromEntries(parts.map((part) => part.trim().split(/ (.*)/s).slice(0, 2) as [string, string]));
}
