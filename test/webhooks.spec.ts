import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebhookDeliveries } from '../src/webhooks/webhook.deliveries.js';
import { WebhookSender } from '../src/webhooks/webhook.sender.js';
import { startApp } from './support/app.js';
import { describeWithProgram } from './support/describe-with-program.js';
import { describeWithRedis } from './support/describe-with-redis.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';
import { query } from './support/query.js';

const LIST = '/api/v1/webhooks';
const admin = 'admin@tracker';

interface Got {
  headers: Record<string, string>;
  body: string;
}

/** A program elsewhere, on this machine. */
async function receiver() {
  const got: Got[] = [];
  const answers = { status: 204 };
  const server: Server = createServer((request, response) => {
    const take = async () => {
      const body = await text(request);
      got.push({ headers: request.headers as Record<string, string>, body });
      response.statusCode = answers.status;
      response.end();
    };
    void take();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { got, answers, url: `http://127.0.0.1:${port}/nhan?khoa=bi-mat`, stop };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a webhook', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let there: Awaited<ReturnType<typeof receiver>>;
  beforeAll(async () => {
    [program, there] = await Promise.all([startApp({ env: { WEBHOOK_ALLOW: '127.0.0.1' } }), receiver()]);
  });
  afterAll(async () => {
    there?.stop();
    await program?.stop();
  });
  beforeEach(async () => {
    await query(program.database.url, 'with d as (delete from webhook_delivery) delete from webhook');
    there.got.length = 0;
    there.answers.status = 204;
  });

  const create = async (asked: object = {}): Promise<{ id: number; secret: string }> => {
    const { status, json } = await program.ask(admin, 'POST', LIST, { url: there.url, ...asked });
    expect(status).toBe(201);
    return json;
  };
  const deliver = () => program.app.get(WebhookSender, { strict: false }).deliverAll();
  const log = async (id: number, more = '') =>
    (await program.ask(admin, 'GET', `${LIST}/${id}/deliveries${more}`)).json;
  const idOf = async (code: string): Promise<number> =>
    (
      await query<{ id: number }>(program.database.url, 'select id from commitment where code = $1', [code])
    )[0]!.id;
  let percent = 50;
  async function report(code = '3.06', who = 'congthuong@hanoi'): Promise<void> {
    const statement = { results: 'Chữ không được đi đâu', difficulties: '', proposals: '', nextSteps: '' };
    const sent = { status: 'in_progress', percent: (percent += 1), ...statement };
    const url = `/api/v1/commitments/${await idOf(code)}/updates`;
    expect((await program.ask(who, 'POST', url, sent, { 'if-match': '*' })).status).toBe(201);
  }
  const now = (id: number) =>
    query(program.database.url, 'update webhook_delivery set next_attempt_at = now() where webhook_id = $1', [
      id,
    ]);

  it('tells what happened by ids and kinds, without a word of text or a name', async () => {
    const { id } = await create();
    await report();
    await deliver();
    expect(there.got).toHaveLength(1);
    const [event] = await query<{ id: string; at: Date }>(
      program.database.url,
      'select id, at from commitment_event order by id desc limit 1',
    );
    expect(JSON.parse(there.got[0]!.body)).toEqual({
      type: 'commitment.updated',
      timestamp: event!.at.toISOString(),
      data: {
        event: Number(event!.id),
        agreement: '2016-tb-tu',
        commitment: { id: await idOf('3.06'), code: '3.06' },
        party: 'hanoi',
      },
    });
    expect(await log(id)).toMatchObject({
      items: [
        { commitment: '3.06', kind: 'updated', status: 'delivered', attempts: 1, answer: 204, reason: null },
      ],
    });
    await deliver();
    expect(there.got).toHaveLength(1);
  });

  it('tells nothing of what one side keeps to itself: directives, their answers, notes and drafts', async () => {
    await create();
    const commitment = `/api/v1/commitments/${await idOf('3.06')}`;
    const given = await program.ask('leader@hanoi', 'POST', `${commitment}/directives`, {
      kind: 'urge',
      text: 'Nội bộ.',
    });
    expect(given.status).toBe(201);
    expect(
      (await program.ask('coordinator@hanoi', 'POST', `${commitment}/notes`, { text: 'Nội bộ.' })).status,
    ).toBe(201);
    await deliver();
    expect(there.got).toEqual([]);
  });

  it('is told of its own agreement alone, where one was named', async () => {
    await importOtherAgreement(program.app, program.database.url);
    await create({ agreement: otherAgreement.slug });
    const { id } = await create({ agreement: '2016-tb-tu' });
    await report();
    await deliver();
    expect((await log(id)).items).toHaveLength(1);
    expect(there.got).toHaveLength(1);
    expect(await program.ask(admin, 'POST', LIST, { url: there.url, agreement: 'khong-co' })).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'agreement' }] },
    });
  });

  it('is written down with the event: what is taken back tells nothing', async () => {
    await create();
    const insert = `insert into commitment_event (commitment_id, agreement_id, at, day, kind, data)
      select id, agreement_id, now(), current_date, 'reopened', '{}' from commitment limit 1`;
    await query(program.database.url, `begin; ${insert}; rollback`);
    await deliver();
    expect(there.got).toEqual([]);
  });

  it('tries again at growing intervals, under the same id and with the same bytes, and gives up after a day', async () => {
    const { id } = await create();
    await report();
    there.answers.status = 500;
    await deliver();
    await deliver();
    expect(there.got).toHaveLength(1);
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      const [row] = await query<{ wait: number }>(
        program.database.url,
        'select round(extract(epoch from next_attempt_at - attempted_at) / 60)::integer as wait from webhook_delivery',
      );
      waits.push(row!.wait);
      await now(id);
      await deliver();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
    expect(new Set(there.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(there.got.map(({ body }) => body)).size).toBe(1);
    expect((await log(id)).items).toMatchObject([{ status: 'waiting', reason: 'status', answer: 500 }]);
    await query(program.database.url, `update webhook_delivery set until = now(), next_attempt_at = now()`);
    await deliver();
    expect((await log(id, '?status=failed')).items).toHaveLength(1);
    const before = there.got.length;
    await deliver();
    expect(there.got).toHaveLength(before);

    there.answers.status = 204;
    const [{ id: delivery }] = (await log(id)).items;
    expect((await program.ask(admin, 'POST', `${LIST}/${id}/deliveries/${delivery}/resend`)).status).toBe(
      204,
    );
    await deliver();
    expect((await log(id)).items).toMatchObject([{ id: delivery, status: 'delivered' }]);
    expect(there.got.at(-1)!.headers['webhook-id']).toBe(there.got[0]!.headers['webhook-id']);
  });

  it('asks a receiver that is away once, and delivers all that waited when it is back', async () => {
    const { id } = await create();
    for (let times = 0; times < 5; times += 1) await report();
    there.answers.status = 503;
    await deliver();
    expect(there.got).toHaveLength(1);
    there.answers.status = 200;
    await now(id);
    await deliver();
    expect((await log(id, '?status=delivered')).items).toHaveLength(5);
    expect((await program.ask(admin, 'GET', LIST)).json.items[0]).toMatchObject({
      failingSince: null,
      waiting: 0,
    });
  });

  it('loses nothing where a worker dies between the answer and its note, and says so by the same id', async () => {
    const { id } = await create();
    await report();
    expect(await program.app.get(WebhookDeliveries, { strict: false }).claim(id)).toMatchObject({
      attempt: 1,
    });
    await deliver();
    expect(there.got).toEqual([]);
    await now(id);
    await deliver();
    expect((await log(id)).items).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('is told of each once, however many workers there are', async () => {
    await create();
    for (let times = 0; times < 12; times += 1) await report();
    await Promise.all([deliver(), deliver(), deliver()]);
    const ids = there.got.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
  });

  it('is switched off after three days without a delivery, and administrators are told by mail', async () => {
    const { id } = await create();
    await report();
    await query(program.database.url, `update webhook set failing_since = now() - interval '73 hours'`);
    there.answers.status = 500;
    await deliver();
    expect((await program.ask(admin, 'GET', LIST)).json.items).toMatchObject([
      { active: false, givenUpAt: expect.any(String), waiting: 0 },
    ]);
    const mails = await query(program.database.url, `select 1 from account_mail where kind = 'webhook_off'`);
    expect(mails).toHaveLength(1);
    await report();
    expect((await log(id)).items).toHaveLength(1);
    expect((await program.ask(admin, 'POST', `${LIST}/${id}/deliveries`)).status).toBe(422);
    expect((await program.ask(admin, 'PUT', `${LIST}/${id}/activation`)).status).toBe(204);
    await report();
    expect((await log(id)).items).toHaveLength(2);
  });

  it('shows its secret once, keeps it sealed, and stands in the log by its host alone', async () => {
    const { id, secret } = await create();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(JSON.stringify((await program.ask(admin, 'GET', LIST)).json)).not.toContain(secret);
    const [kept] = await query<{ sealed: Buffer; audit: string }>(
      program.database.url,
      `select secret as sealed, (select string_agg(t::text, '') from audit_entry t where kind like 'webhook.%') as audit from webhook`,
    );
    expect(kept!.sealed.includes(Buffer.from(secret.slice(6), 'base64'))).toBe(false);
    expect(kept!.audit).toContain('127.0.0.1');
    expect(kept!.audit).not.toContain('bi-mat');
    expect((await program.ask(admin, 'DELETE', `${LIST}/${id}`)).status).toBe(204);
    expect((await program.ask(admin, 'GET', `${LIST}/${id}/deliveries`)).status).toBe(404);
    await report();
    await deliver();
    expect(await query(program.database.url, 'select 1 from webhook_delivery')).toEqual([]);
  });

  it('cannot be made for a private address that the operator did not allow, or for anybody but an administrator', async () => {
    for (const url of [
      'https://10.0.0.1/',
      'http://nhan.example/',
      'https://[::1]/',
      'https://169.254.169.254/',
    ])
      expect(await program.ask(admin, 'POST', LIST, { url })).toMatchObject({
        status: 422,
        json: { errors: [{ field: 'url' }] },
      });
    for (const url of ['javascript:alert(1)', 'nhan.example', `https://nhan.example/${'a'.repeat(600)}`])
      expect(await program.ask(admin, 'POST', LIST, { url })).toMatchObject({ status: 400 });
    for (const who of ['coordinator@hanoi', 'leader@nghean', 'auditor@tracker'])
      expect((await program.ask(who, 'GET', LIST)).status).toBe(403);
  });

  describeWithProgram(
    'its signature, checked by openssl,',
    { names: ['openssl'], missing: 'no openssl on the PATH' },
    (openssl) => {
      it('is the HMAC of id, time and body', async () => {
        const { secret } = await create();
        await report();
        await deliver();
        const { headers, body } = there.got[0]!;
        const [id, at] = [headers['webhook-id']!, headers['webhook-timestamp']!];
        const key = Buffer.from(secret.slice('whsec_'.length), 'base64').toString('hex');
        const options = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, '-binary'];
        const mark = execFileSync(openssl, options, { input: `${id}.${at}.${body}` });
        expect(headers['webhook-signature']).toBe(`v1,${mark.toString('base64')}`);
        expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(300);
      });
    },
  );
});

function tested(redisUrl?: string) {
  it('is delivered a test by the worker, at once', async () => {
    const there = await receiver();
    const program = await startApp({
      works: true,
      redisUrl,
      env: { WEBHOOK_ALLOW: new URL(there.url).host },
    });
    try {
      const { json } = await program.ask(admin, 'POST', LIST, { url: there.url });
      expect((await program.ask(admin, 'POST', `${LIST}/${json.id}/deliveries`)).status).toBe(202);
      await until(() => there.got.length > 0);
      expect(JSON.parse(there.got[0]!.body)).toMatchObject({ type: 'test', data: {} });
    } finally {
      there.stop();
      await program.stop();
    }
  });
}

describe('a webhook with its jobs in PostgreSQL', () => tested());
describeWithRedis('a webhook with its jobs in Redis', (url) => tested(url));
