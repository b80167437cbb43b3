import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { connect } from 'node:net';
import { changedTables, fingerprint } from './support/fingerprint.js';
import { RouteWorld } from './support/route-world.js';

/** Faults that the generator in test/fuzz once found, and bytes that no client library sends. */
describe('bad input', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start({ works: true });
  }, 120_000);
  afterAll(() => world?.stop());

  describe('an address that is no address', () => {
    const addresses = ['/%FF/cam-ket/4.02', '/2016-tb-tu/cam-ket/%C0%80', `/ngon-ngu/${'x'.repeat(300)}`];

    it.each(addresses.map((url) => [url.slice(0, 40), url]))(
      'is refused by a page where a page was asked for: %s',
      async (_, url) => {
        const { status, headers, text } = await world.ask(null, 'GET', url);
        expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
        expect(text).toContain('Không đọc được yêu cầu.');
      },
    );

    it('is refused as JSON, in the language asked for, where a program asked', async () => {
      const english = { 'accept-language': 'en' };
      const { status, headers, json } = await world.ask(
        null,
        'GET',
        '/api/v1/agreements/%FF',
        undefined,
        english,
      );
      expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
      expect(json.detail).toBe('The request cannot be read.');
    });

    it('carries the headers that keep browsers from guessing and framing', async () => {
      for (const url of [...addresses, '/api/v1/agreements/%FF']) {
        const { headers } = await world.ask(null, 'GET', url);
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
        expect(headers['cache-control']).toBe('no-store');
      }
    });
  });

  it.each(['%252e%252e%252f', 'x', '2019-13-40'])('is no day of a forecast: %s', async (day) => {
    const answer = await world.ask('leader@hanoi', 'GET', `/2016-tb-tu/du-bao?asOf=${day}`);
    expect(answer.status).toBe(400);
    for (const sound of ['2019-10-20', '20/10/2019'])
      expect((await world.ask('leader@hanoi', 'GET', `/2016-tb-tu/du-bao?asOf=${sound}`)).status).toBe(200);
  });

  it.each([
    ['a lone low surrogate', '{"email":"\\udc00","password":"hop-tac-2019"}'],
    ['half a character within an address', '{"email":"a\\udfff@hanoi.example","password":"hop-tac-2019"}'],
  ])('is no address to sign in with: %s', async (_, payload) => {
    const answer = await world.program.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [{ field: 'email', message: 'must be an e-mail address' }],
    ]);
  });

  describe('more than anybody would send', () => {
    const names = Array.from({ length: 75_000 }, (_, i) => `k${i}`);
    const json = { 'content-type': 'application/json' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const signIn = (text: string) => JSON.stringify({ email: 'a@hanoi.example', password: text });
    const update = '/api/v1/commitments/24/updates';
    const page = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
    const requests: [string, InjectOptions][] = [
      ['names in JSON', { url: update, headers: json, payload: `{"${names.join('":1,"')}":1}` }],
      ['fields of a form', { url: page, headers: form, payload: names.join('=1&') }],
      [
        'names in an address',
        { url: `/api/v1/sessions?${names.slice(0, 3000).join('&')}`, headers: json, payload: '{}' },
      ],
      ['a name of 100,000 letters', { url: update, headers: json, payload: `{"${'k'.repeat(100_000)}":1}` }],
      ['values', { url: update, headers: json, payload: `{"email":[${'0,'.repeat(400_000)}0]}` }],
    ];
    const sendSignedIn = async (request: InjectOptions) => {
      const { cookie, csrf } = await world.session('nongnghiep@hanoi');
      const headers = { ...request.headers, cookie, 'x-csrf-token': csrf, 'if-match': '*' };
      return world.program.app.inject({ ...request, method: 'POST', headers });
    };

    it.each(requests)('is refused before it is read: %s', async (_, request) => {
      const answer = await sendSignedIn(request);
      expect(answer.statusCode).toBe(400);
      expect(answer.body.length).toBeLessThan(20_000);
    });

    it('is a long text from somebody who has not signed in', async () => {
      for (const [bytes, status] of [
        [65_000, 400],
        [66_000, 413],
      ] as const) {
        const payload = signIn('x'.repeat(bytes));
        const answer = await world.program.app.inject({
          method: 'POST',
          url: '/api/v1/sessions',
          headers: json,
          payload,
        });
        expect(answer.statusCode).toBe(status);
      }
    });

    it('is answered with 20 faults at most', async () => {
      const payload = `{"${names.slice(0, 150).join('":1,"')}":1}`;
      const { json: problem } = await world.ask(null, 'POST', '/api/v1/sessions', JSON.parse(payload));
      expect(problem.errors).toHaveLength(20);
    });

    it.each([
      [
        'JSON',
        update,
        json,
        (results: string) => JSON.stringify({ results, status: 'in_progress', percent: 20 }),
      ],
      ['a form', page, form, (results: string) => `results=${encodeURIComponent(results)}`],
    ])(
      'is text of marks that only measuring keeps from taking half a minute, in %s',
      async (_, url, headers, payload) => {
        const answer = await sendSignedIn({
          url,
          headers,
          payload: payload('a' + '\u0301\u0323'.repeat(60_000)),
        });
        expect(answer.statusCode).toBe(400);
      },
    );
  });

  it('takes text that shows nothing for none, wherever text is required', async () => {
    const nothing = '\u200b\u2800\u3164\ufe0f';
    const { status, json } = await world.ask('nongnghiep@hanoi', 'POST', '/api/v1/commitments/24/notes', {
      text: nothing,
    });
    expect([status, json.errors]).toEqual([400, [{ field: 'text', message: 'must not be empty' }]]);
    const update = { status: 'in_progress', percent: 20, results: nothing };
    const refused = await world.ask('coordinator@hanoi', 'POST', '/api/v1/commitments/24/updates', update, {
      'if-match': '*',
    });
    expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'results']);
  });

  it('keeps the address of a caller whose proxy names a zone', async () => {
    const headers = { 'x-forwarded-for': 'fe80::1%eth0' };
    const known = { email: 'admin@tracker.example', password: 'not this one' };
    const { status } = await world.ask(null, 'POST', '/api/v1/sessions', known, headers);
    expect(status).toBe(401);
    expect(await world.value(`select host(address) from sign_in_failure order by at desc limit 1`)).toBe(
      'fe80::',
    );
  });

  it('takes no tower of marks for text', async () => {
    const draft = { status: 'in_progress', percent: 20, nextSteps: '' };
    const ask = (results: string) =>
      world.ask(
        'nongnghiep@hanoi',
        'POST',
        '/api/v1/commitments/24/updates',
        { ...draft, results },
        { 'if-match': '*' },
      );
    const { status, json } = await ask(`Đã họp a${'\u0301'.repeat(31)}`);
    expect([status, json.errors]).toEqual([
      400,
      [{ field: 'results', message: expect.stringContaining('marks') }],
    ]);
  });

  describe('a page', () => {
    const send = async (headers: Record<string, string>, payload?: string) => {
      const { cookie, csrf } = await world.session('nongnghiep@hanoi');
      const url = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
      return world.program.app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'x-csrf-token': csrf, ...headers },
        payload,
      });
    };

    it('takes a form that is not there for one without fields, and shows it again', async () => {
      const { statusCode, body } = await send({});
      expect(statusCode).toBe(400);
      expect(body).toContain('<form');
    });

    it('takes forms only, not the JSON of programs', async () => {
      for (const payload of ['{}', '"text"', '[1]', 'null', '']) {
        expect((await send({ 'content-type': 'application/json' }, payload)).statusCode).toBe(415);
      }
    });
  });

  describe('bytes that are no request', () => {
    const host = 'Host: 127.0.0.1\r\nConnection: close\r\n';
    const post = (headers: string, body: string) =>
      `POST /api/v1/sessions HTTP/1.1\r\n${host}Content-Type: application/json\r\n${headers}\r\n${body}`;
    const requests: [string, string | Buffer][] = [
      ['nothing but line ends', '\r\n\r\n\r\n'],
      ['no HTTP', 'hello\r\n\r\n'],
      ['TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0x0a, 0x0d])],
      ['an unknown method', `FETCH / HTTP/1.1\r\n${host}\r\n`],
      ['a version that is none', `GET / HTTP/9.9\r\n${host}\r\n`],
      ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
      [
        'raw bytes in the path',
        Buffer.concat([
          Buffer.from('GET /'),
          Buffer.from([0xff, 0xfe, 0xc3]),
          Buffer.from(` HTTP/1.1\r\n${host}\r\n`),
        ]),
      ],
      ['NUL in the path', `GET /\0 HTTP/1.1\r\n${host}\r\n`],
      ['another line in the path', `GET /\nx-fuzz: 1 HTTP/1.1\r\n${host}\r\n`],
      ['a path that is an address', `GET http://evil.example/nhat-ky HTTP/1.1\r\n${host}\r\n`],
      ['a star', `OPTIONS * HTTP/1.1\r\n${host}\r\n`],
      ['a proxy’s CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`],
      ['an upgrade', `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
      ['a header without a colon', `GET /dang-nhap HTTP/1.1\r\n${host}nonsense\r\n\r\n`],
      ['a folded header', `GET /dang-nhap HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`],
      [
        'raw bytes in a header',
        Buffer.concat([
          Buffer.from(`GET /dang-nhap HTTP/1.1\r\n${host}Cookie: session=`),
          Buffer.from([0, 0xff]),
          Buffer.from('\r\n\r\n'),
        ]),
      ],
      ['headers of 100,000 bytes', `GET /dang-nhap HTTP/1.1\r\n${host}X: ${'x'.repeat(100_000)}\r\n\r\n`],
      ['3,000 headers', `GET /dang-nhap HTTP/1.1\r\n${host}${'X: y\r\n'.repeat(3000)}\r\n`],
      ['a path of 100,000 bytes', `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`],
      ['a length below zero', post('Content-Length: -1\r\n', '{}')],
      ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}')],
      ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n')],
      ['chunks that are none', post('Transfer-Encoding: chunked\r\n', 'zz\r\nnot a chunk\r\n')],
      ['an encoding that is none', post('Transfer-Encoding: xchunked\r\n', '{}')],
      ['a body that is too long, told before', post('Content-Length: 99999999\r\n', '{}')],
      [
        'bytes that are no UTF-8, in JSON',
        Buffer.concat([
          Buffer.from(post('Content-Length: 14\r\n', '{"email":"')),
          Buffer.from([0xff, 0xc0]),
          Buffer.from('"}'),
        ]),
      ],
    ];

    it.each(requests)(
      'are refused or cut off, soon and without a word of the inside: %s',
      async (_, bytes) => {
        const before = await fingerprint(world);
        const { answer, ms } = await spoken(bytes);
        expect(ms).toBeLessThan(15_000);
        expect(answer).toMatch(/^$|^HTTP\/1\.1 (2\d\d|3\d\d|4\d\d) /);
        expect(answer).not.toMatch(/node_modules|\.js:\d+|x-fuzz/i);
        expect(changedTables(before, await fingerprint(world))).toEqual([]);
      },
    );

    it('hold up nobody else where they never come to an end', async () => {
      const { port } = new URL(world.program.url);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(post('Content-Length: 50\r\n', '{"ema'));
      const { status } = await world.ask('auditor@tracker', 'GET', '/api/v1/agreements');
      expect(status).toBe(200);
      socket.destroy();
    });
  });

  /** What comes back until the other side closes, or falls silent for good. */
  function spoken(bytes: string | Buffer): Promise<{ answer: string; ms: number }> {
    const began = Date.now();
    const { port } = new URL(world.program.url);
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
      const end = () => {
        socket.destroy();
        resolve({ answer, ms: Date.now() - began });
      };
      // Half a request may wait for its other half: that is no hang. It ends what we began.
      socket.setTimeout(3000, end);
      socket.on('data', (data) => (answer += data.toString('latin1')));
      socket.once('close', end);
      socket.once('error', end);
    });
  }
});
