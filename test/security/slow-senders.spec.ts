import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp } from '../support/app.js';
import { until } from '../support/processes.js';
import { formWithFile, pdf } from '../support/multipart.js';

/** Short enough to be waited for; 20 KB/s after half a second. */
const httpLimits = {
  headersMs: 600,
  bytesPerSecond: 20_000,
  patienceMs: 500,
  bodiesPerSource: 5,
  connections: 60,
  checkEveryMs: 50,
};
const JSON_POST = 'POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';

describe('senders', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let port: number;
  let own: number;
  const open: Socket[] = [];

  beforeAll(async () => {
    program = await startApp({ works: true, httpLimits });
    port = Number(new URL(program.url).port);
    const list = await program.ask(
      'nongnghiep@hanoi',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    own = list.json.items[0].id;
  });
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await program?.stop();
  });

  /** A connection, and all that came over it until it was closed. */
  const dial = (first = '') => {
    const socket = connect(port, '127.0.0.1');
    open.push(socket);
    socket.on('error', () => {});
    let said = '';
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(said)));
    if (first !== '') socket.write(first);
    return { socket, closed };
  };
  /** Keeps a connection busy with a byte now and then. */
  const drip = async (socket: Socket, byte = 'a') => {
    while (!socket.destroyed) {
      socket.write(byte);
      await pause(50);
    }
  };
  const bearer = async () => {
    const login = { email: 'nongnghiep@hanoi.example', password: 'hop-tac-2019' };
    const answer = await program.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: login });
    return `Authorization: Bearer ${answer.json<{ token: string }>().token}\r\n`;
  };

  it('that say nothing, or whose headers never end, are answered 408 and closed', async () => {
    const silent = dial();
    const endless = dial('GET /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ');
    void drip(endless.socket);
    for (const answer of await Promise.all([silent.closed, endless.closed])) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(answer).toContain('<html lang="vi">');
    }
  });

  it.each([
    ['with a length', 'Content-Length: 1000\r\n\r\n', 'x'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
    ['and stay silent', 'Content-Length: 1000\r\n\r\n', ''],
  ])('whose body comes byte by byte are answered 408 and closed, %s', async (_, head, byte) => {
    const { socket, closed } = dial(`${JSON_POST}${head}`);
    if (byte !== '') void drip(socket, byte);
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/content-type: application\/problem\+json/);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toContain('"status":408');
  });

  it('that send a file at a pace that a slow line has are let go on, and what they send is taken', async () => {
    const authorization = await bearer();
    const { payload: body, headers } = await formWithFile('bien-ban.pdf', pdf('x'.repeat(60_000)));
    const head = `POST /api/v1/commitments/${own}/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}Connection: close\r\n`;
    const { socket, closed } = dial(
      `${head}Content-Type: ${headers['content-type']}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // 30 KB/s: longer than the patience, faster than the lowest rate.
    for (let at = 0; at < body.length; at += 1_500) {
      socket.write(body.subarray(at, at + 1_500));
      await pause(50);
    }
    expect(await closed).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
  });

  it('that stop within a file are cut off, and nothing of it is kept', async () => {
    const authorization = await bearer();
    const { payload: body, headers } = await formWithFile('dang-do.pdf', pdf('x'.repeat(60_000)));
    const { socket, closed } = dial(
      `POST /api/v1/commitments/${own}/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}Content-Type: ${headers['content-type']}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.subarray(0, 30_000));
    expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
    const list = await program.ask('nongnghiep@hanoi', 'GET', `/api/v1/commitments/${own}/evidence`);
    expect(list.text).not.toContain('dang-do.pdf');
  });

  it('that are refused are told so before their body has come, and are not waited for', async () => {
    const { closed } = dial(
      'PUT /api/v1/demo/clock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{',
    );
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).not.toContain(' 408 ');
    const large = dial(`${JSON_POST}Content-Length: 1000000\r\n\r\n{`);
    expect(await large.closed).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('beyond as many bodies at a time from one address as may be are answered 429, and reading goes on', async () => {
    const held = Array.from({ length: httpLimits.bodiesPerSource + 5 }, () =>
      dial(`${JSON_POST}Content-Length: 60000\r\n\r\n{"email":"`),
    );
    const answers = await Promise.all(held.map(({ closed }) => closed));
    const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 429 '));
    expect(refused.length).toBeGreaterThanOrEqual(5);
    for (const answer of refused) expect(answer).toMatch(/retry-after: \d+/i);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 408 '))).toHaveLength(
      answers.length - refused.length,
    );
    expect((await fetch(`${program.url}/dang-nhap`)).status).toBe(200);
    const login = JSON.stringify({ email: 'leader@hanoi.example', password: 'hop-tac-2019' });
    const headers = { 'content-type': 'application/json' };
    const signIn = () =>
      fetch(`${program.url}/api/v1/sessions`, { method: 'POST', body: login, headers }).then(
        ({ status }) => status,
      );
    // What was cut off is forgotten at the next look.
    await until(async () => (await signIn()) === 201);
  });

  it.each([
    ['that is none', 'NONSENSE\r\n\r\n', 400],
    ['without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
    [
      'with headers beyond all measure',
      `GET /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
    ],
  ])('of a request %s are answered with a page', async (_, text, status) => {
    const answer = await dial(text).closed;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (status === 431) {
      expect(answer).toContain('<html lang="vi">');
      expect(answer).toMatch(/x-content-type-options: nosniff/);
      expect(answer).toMatch(/cache-control: no-store/);
    }
  });

  it('of a request to the API beyond all measure are answered with a problem', async () => {
    const answer = await dial(
      `GET /api/v1/agreements HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
    ).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 431, errors: [] });
  });

  it.each(['gzip', 'br', 'x-none'])(
    'of a form with a file packed by %s are answered 415',
    async (encoding) => {
      const authorization = await bearer();
      const { closed } = dial(
        `POST /api/v1/commitments/${own}/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}Connection: close\r\nContent-Encoding: ${encoding}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n\r\n--x--`,
      );
      expect(await closed).toMatch(/^HTTP\/1\.1 415 /);
    },
  );
});
