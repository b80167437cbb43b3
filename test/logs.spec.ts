import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { addAccounts, connected, startReady, type Running } from './support/processes.js';

/** Stands in everything that somebody types. */
const MARK = 'dau-vet-bi-mat';
const LIAISON = 'congthuong@hanoi.example';

jest.setTimeout(90_000);

describe.each(['info', 'debug'])('what the program writes at LOG_LEVEL=%s', (level) => {
  let database: FreshDatabase;
  let client: Client;
  let smtp: SMTPServer;
  let program: Running;

  beforeAll(async () => {
    [database, smtp] = await Promise.all([freshDatabase(), refusingSmtp()]);
    const { port } = smtp.server.address() as AddressInfo;
    program = await startReady({
      DATABASE_URL: database.url,
      SMTP_URL: `smtp://mailer:${MARK}@127.0.0.1:${port}`,
      LOG_LEVEL: level,
    });
    client = await connected(database.url);
    await addAccounts(database.url);
  });
  afterAll(async () => {
    await program?.stop();
    await client?.end();
    smtp?.close();
    await database?.drop();
  });

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${program.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

  it('holds no secret, no address and no word of a user, whatever goes wrong, nor what waits for its sender to sign in', async () => {
    const secrets = await useIt();
    await breakIt(secrets[0]!);
    await pause(300);
    const output = program.output();
    for (const secret of [MARK, DEMO_PASSWORD, ...secrets])
      expect([secret, output.includes(secret)]).toEqual([secret, false]);
    expect(output).not.toMatch(/@hanoi\.example|@nghean\.example|@tracker\.example/);
    // And yet it tells what happened.
    expect(output).toMatch(/"path":"\/api\/v1\/commitments\/\d+\/updates","status":500/);
    expect(output).toMatch(/"code":"23514","table":"progress_update","constraint":"refuses_marks"/);
    expect(output).toMatch(/"msg":"digest not sent"/);
    expect(output).toMatch(/"job":"reminders:[^"]+","jobName":"digest"/);
    expect(output).toMatch(/"path":"\(none\)","status":404/);
  });

  it('is a JSON object a line, and names the request in the lines about it', async () => {
    const id = 'test-request-0001';
    const answer = await send('GET', '/api/v1/agreements', undefined, { 'x-request-id': id });
    expect(answer.headers.get('x-request-id')).toBe(id);
    await program.says(new RegExp(`"requestId":"${id}"`));
    const lines = program
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Ready: '));
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const own = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ requestId }) => requestId === id);
    expect(own).toEqual([
      expect.objectContaining({ method: 'GET', path: '/api/v1/agreements', status: 401 }),
    ]);
  });

  it('calls it no failure where a sender goes away in the middle of a body', async () => {
    const { port } = new URL(program.url);
    const id = 'test-request-0002';
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Request-Id: ${id}\r\n`;
    socket.write(`${head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"ema`);
    await pause(300);
    socket.destroy();
    await pause(500);
    const own = program
      .output()
      .split('\n')
      .filter((line) => line.includes(id));
    expect(own.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  /** @returns what was given out and must not show up: the bearer token first */
  async function useIt(): Promise<string[]> {
    await send('POST', '/api/v1/sessions', { email: LIAISON, password: MARK });
    await send('POST', '/api/v1/sessions', { email: `${MARK}@hanoi.example`, password: MARK });
    const signedIn = await send('POST', '/api/v1/sessions', { email: LIAISON, password: DEMO_PASSWORD });
    const { token } = (await signedIn.json()) as { token: string };
    const form = await fetch(`${program.url}/dang-nhap`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email: LIAISON, password: DEMO_PASSWORD }),
    });
    const cookie = form.headers.getSetCookie()[0]!.split(';')[0]!;
    const page = await send('GET', `/viec-cua-toi?q=${MARK}`, undefined, { cookie });
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
    expect(csrf).toBeDefined();
    const bearer = { authorization: `Bearer ${token}` };
    for (const path of [
      `/api/v1/agreements/2016-tb-tu/commitments?q=${MARK}`,
      `/api/v1/agreements/${MARK}`,
      `/api/v1/commitments/${MARK}`,
      `/${MARK}/cam-ket/${MARK}?x=${MARK}`,
      `/${MARK}`,
      `/khong-co/${MARK}`,
      `/dat-mat-khau/${MARK}`,
      `/bao-cao-qua-thu/${MARK}`,
      `/%zz${MARK}`,
    ]) {
      await send('GET', path, undefined, { ...bearer, 'user-agent': MARK, referer: `http://x/${MARK}` });
    }
    return [token, cookie.split('=')[1]!, csrf!, await carryThrough(cookie, csrf!)];
  }

  /** A form whose session has ended, on each way through signing in. @returns how its text was sealed */
  async function carryThrough(cookie: string, _csrf: string): Promise<string> {
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${program.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ _csrf, ...fields }),
      });
    const sent = await post('/2016-tb-tu/cam-ket/3.06/ghi-chu', { text: MARK });
    const kept = /name="kept" value="([\w-]+)"/.exec(await sent.text())?.[1];
    expect([sent.status, kept]).toEqual([401, expect.any(String)]);
    await post('/dang-nhap', { kept: kept!, email: LIAISON, password: MARK });
    await post('/dang-nhap/lai', { kept: kept!, language: 'en' });
    await post('/dang-nhap/ma', { kept: kept!, code: MARK });
    for (const shown of [
      await post('/dang-nhap/mo-bieu-mau', { kept: kept! }, { cookie }),
      await post('/dang-nhap', { kept: kept!, email: LIAISON, password: DEMO_PASSWORD }),
    ])
      expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining(MARK)]);
    // Of another making, and more than is read.
    await post('/dang-nhap/mo-bieu-mau', { kept: `${kept}x` }, { cookie });
    await post('/2016-tb-tu/cam-ket/3.06/ghi-chu', { text: MARK.repeat(60_000) });
    return kept!;
  }

  async function breakIt(token: string): Promise<void> {
    const bearer = { authorization: `Bearer ${token}` };
    const list = await send(
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?body=hn-so-cong-thuong&limit=100',
      undefined,
      bearer,
    );
    type Item = { id: number; version: number; sides: { leadBody: { code: string } }[] };
    const { items } = (await list.json()) as { items: Item[] };
    const isLed = ({ sides }: Item) => sides.some(({ leadBody }) => leadBody.code === 'hn-so-cong-thuong');
    const { id, version } = items.find(isLed)!;
    const update = {
      status: 'in_progress',
      percent: 10,
      results: MARK,
      difficulties: MARK,
      proposals: MARK,
      nextSteps: MARK,
    };
    const headers = { ...bearer, 'if-match': `"${version}"` };
    // A body that cannot be read, one that breaks a rule, one that the database refuses, one that goes through.
    await fetch(`${program.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"${MARK}`,
    });
    expect(
      (await send('POST', `/api/v1/commitments/${id}/updates`, { ...update, percent: MARK }, headers)).status,
    ).toBe(400);
    await client.query(
      `alter table progress_update add constraint refuses_marks check (results !~ '${MARK}') not valid`,
    );
    expect((await send('POST', `/api/v1/commitments/${id}/updates`, update, headers)).status).toBe(500);
    await client.query('alter table progress_update drop constraint refuses_marks');
    expect((await send('POST', `/api/v1/commitments/${id}/updates`, update, headers)).status).toBe(201);
    // An internal note, likewise.
    const note = () => send('POST', `/api/v1/commitments/${id}/notes`, { text: MARK }, bearer);
    await client.query(
      `alter table side_note add constraint refuses_notes check (text !~ '${MARK}') not valid`,
    );
    expect((await note()).status).toBe(500);
    await client.query('alter table side_note drop constraint refuses_notes');
    expect((await note()).status).toBe(201);
    expect(await (await send('GET', '/metrics')).text()).not.toContain(MARK);
    await runReminders();
    // A connection that is cut while it is in use.
    const cut = send('GET', '/api/v1/agreements/2016-tb-tu/dashboard', undefined, bearer);
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await cut;
  }

  /** Mails to a server that names the recipient in its refusal. */
  async function runReminders(): Promise<void> {
    const signedIn = await send('POST', '/api/v1/sessions', {
      email: 'admin@tracker.example',
      password: DEMO_PASSWORD,
    });
    const { token } = (await signedIn.json()) as { token: string };
    const bearer = { authorization: `Bearer ${token}` };
    const results: { failed: number }[] = [];
    for (const date of ['2019-11-20', '2019-11-21', '2019-11-22', '2019-11-25', '2019-11-26']) {
      const run = await send('POST', '/api/v1/reminder-runs', { date }, bearer);
      results.push((await run.json()) as { failed: number });
    }
    expect(results).toContainEqual(expect.objectContaining({ sent: 0, failed: expect.any(Number) }));
    expect(results.some(({ failed }) => failed > 0)).toBe(true);
  }
});

function refusingSmtp(): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'mailer' }),
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 })),
  });
  server.on('error', () => {});
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
