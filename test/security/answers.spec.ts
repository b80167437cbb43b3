import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { problem } from '../support/problem.js';

const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

describe('security', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ask: typeof program.ask;

  beforeAll(async () => {
    program = await startApp();
    ask = program.ask;
  });
  afterAll(() => program?.stop());

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
      expect(policy).toMatchObject({
        'style-src': "'self' 'unsafe-inline'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      for (const other of ['/api/docs-of-ours', '/api/openapi.json', '/dang-nhap']) {
        const answer = await ask(null, 'GET', other);
        expect(policyOf(answer.headers)['style-src']).toBe("'self'");
      }
    });

    it('keep what says nothing else out of every cache: tokens, what is read, what is refused, what leads on', async () => {
      const asked = [
        await ask(null, 'POST', '/api/v1/sessions', {
          email: 'leader@hanoi.example',
          password: 'hop-tac-2019',
        }),
        await ask('leader@hanoi', 'GET', '/api/v1/agreements'),
        await ask('leader@hanoi', 'GET', '/api/v1/commitments/1'),
        await ask('leader@hanoi', 'GET', '/api/v1/reminders'),
        await ask('leader@hanoi', 'GET', '/api/v1/agreements/2016-tb-tu/dashboard'),
        await ask('leader@hanoi', 'GET', '/api/v1/agreements/2016-tb-tu/file'),
        await ask(null, 'GET', '/api/openapi.json'),
        await ask(null, 'GET', '/healthz/live'),
        await ask(null, 'GET', '/nothing-here'),
        await ask(null, 'GET', '/viec-cua-toi'),
        await ask(null, 'GET', '/%zz'),
      ];
      expect(asked.map(({ status, headers }) => [status, headers['cache-control']])).toEqual(
        [201, 200, 200, 200, 200, 200, 200, 200, 404, 303, 400].map((status) => [status, 'no-store']),
      );
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

  describe('an address', () => {
    it('is written in one way: letters, digits and marks that stand for themselves are not encoded', async () => {
      const others = [
        '/%61pi/v1/agreements',
        '/api/%76%31/agreements',
        '/%68ealthz/ready',
        '/healthz%2Flive',
        '/metric%73',
        '/%6detrics',
        '/api/d%6Fcs',
        '/%61ssets/app.css',
        '/2016%2Dtb-tu/tong-quan',
        '/2016-tb-tu/cam-ket/9%2e1',
        '/dang%2dnhap?next=%61',
      ];
      for (const url of others) {
        const { status, headers } = await ask('leader@hanoi', 'GET', url);
        expect([url, status, headers['x-content-type-options']]).toEqual([url, 404, 'nosniff']);
      }
      const search = await ask('leader@hanoi', 'GET', `${LIST}?q=%61%2D%7e&body=hn%2Dso-cong-thuong`);
      expect(search.status).toBe(200);
    });

    it('of the API is answered with problems, also where nothing is there', async () => {
      for (const url of ['/api/v1/nothing-here', '/api/nothing']) problem(await ask(null, 'GET', url), 404);
    });
  });

  describe('errors', () => {
    it('are problems by RFC 9457, each with its fields', async () => {
      const answers = [
        [await ask(null, 'GET', LIST), 401],
        [await ask('leader@hanoi', 'POST', '/api/v1/reminder-runs', { date: '2019-11-17' }), 403],
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

function policyOf(headers: Record<string, unknown>): Record<string, string> {
  const parts = String(headers['content-security-policy']).split(';').filter(Boolean);
  return Object.fromEntries(parts.map((part) => part.trim().split(/ (.*)/s).slice(0, 2) as [string, string]));
}
