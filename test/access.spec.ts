import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LastUse } from '../src/accounts/access/last-use.js';
import { startApp } from './support/app.js';
import { formWithFile, pdf } from './support/multipart.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';
import { query } from './support/query.js';

/** What programs show: how far a token reaches, and when it was last used. */
describe('access tokens', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let foreignId: number;
  beforeAll(async () => {
    program = await startApp();
    foreignId = await importOtherAgreement(program.app, program.database.url);
  });
  afterAll(() => program?.stop());

  const make = async (who: string, wanted: object = {}) => {
    const body = { name: 'Tích hợp', scope: 'read+write', days: 30, ...wanted };
    const { status, json } = await program.ask(who, 'POST', '/api/v1/tokens', body);
    expect(status).toBe(201);
    return json as { id: number; token: string; scope: string; expiresAt: string; agreement: string | null };
  };
  const call = (token: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    program.ask(null, method, url, payload, { authorization: `Bearer ${token}`, 'if-match': '*' });
  const commitmentId = async () => {
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    return json.items[0].id as number;
  };
  const statement = { status: 'in_progress', percent: 40, results: 'Đang làm.' };

  it('say what they may do and for how long, and are shown once', async () => {
    const made = await make('congthuong@hanoi', { name: 'Báo cáo', scope: 'read', days: 7 });
    const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000;
    expect([days > 6.9, days <= 7]).toEqual([true, true]);
    const { json, text } = await program.ask('congthuong@hanoi', 'GET', '/api/v1/tokens');
    expect(json.items).toContainEqual(
      expect.objectContaining({
        id: made.id,
        name: 'Báo cáo',
        scope: 'read',
        agreement: null,
        lastUsedAt: null,
      }),
    );
    expect(text).not.toContain(made.token);
    const [row] = await query<{ hash: Buffer }>(
      program.database.url,
      'select token_hash as hash from access_token where id = $1',
      [made.id],
    );
    expect(row!.hash.toString('latin1')).not.toContain(made.token);
    expect(row!.hash).toHaveLength(32);
  });

  it('that a token makes end with it at the latest: one that was taken cannot make itself last', async () => {
    const short = await make('congthuong@hanoi', { name: 'Tuần này', scope: 'read+write', days: 7 });
    const { status, json } = await call(short.token, 'POST', '/api/v1/tokens', {
      name: 'Cả năm',
      scope: 'read',
      days: 365,
    });
    expect([status, json.expiresAt]).toEqual([201, short.expiresAt]);
  });

  it('that only read may read, and are told so where they would change something', async () => {
    const id = await commitmentId();
    const { token } = await make('nongnghiep@hanoi', { scope: 'read' });
    expect((await call(token, 'GET', `/api/v1/commitments/${id}`)).status).toBe(200);
    const refused = await call(token, 'POST', `/api/v1/commitments/${id}/updates`, statement);
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toContain('chỉ để đọc');
    expect(
      (await call(token, 'POST', '/api/v1/tokens', { name: 'x', scope: 'read+write', days: 7 })).status,
    ).toBe(403);
    expect((await call(token, 'DELETE', '/api/v1/sessions/current')).status).toBe(204);
    expect((await call(token, 'GET', '/api/v1/agreements')).status).toBe(401);
  });

  it('that read and write may do what their account may', async () => {
    const { token } = await make('nongnghiep@hanoi');
    const answer = await call(
      token,
      'POST',
      `/api/v1/commitments/${await commitmentId()}/updates`,
      statement,
    );
    expect(answer.status).toBe(201);
  });

  describe('for one agreement', () => {
    it('see and change that one', async () => {
      const { token } = await make('nongnghiep@hanoi', { agreement: '2016-tb-tu' });
      const id = await commitmentId();
      expect((await call(token, 'POST', `/api/v1/commitments/${id}/updates`, statement)).status).toBe(201);
      const { json } = await call(token, 'GET', '/api/v1/agreements');
      expect(json.items.map(({ slug }: { slug: string }) => slug)).toEqual(['2016-tb-tu']);
      for (const url of [
        '/api/v1/agreements/2016-tb-tu/dashboard',
        '/2016-tb-tu/cam-ket',
        '/api/v1/reminders',
      ])
        expect([url, (await call(token, 'GET', url)).status]).toEqual([url, 200]);
    });

    it('attach, read and withdraw files of that one, and know of none of another', async () => {
      await query(
        program.database.url,
        `insert into agreement_party (agreement_id, party_id, position) select c.agreement_id, p.id, 9 from commitment c, party p where c.id = $1 and p.code = 'hanoi'`,
        [foreignId],
      );
      try {
        const { token } = await make('coordinator@hanoi', { agreement: '2016-tb-tu' });
        const attach = async (to: number) => {
          const { payload, headers } = await formWithFile('Biên bản.pdf', pdf('by a token'));
          const url = `/api/v1/commitments/${to}/evidence`;
          return program.ask(null, 'POST', url, payload, { ...headers, authorization: `Bearer ${token}` });
        };
        const { status, json } = await attach(await commitmentId());
        expect(status).toBe(201);
        for (const method of ['GET', 'DELETE'] as const)
          expect((await call(token, method, `/api/v1/evidence/${json.id}`)).status).toBe(200);
        expect((await attach(foreignId)).status).toBe(404);
        const [theirs] = await query<{ id: number }>(
          program.database.url,
          `insert into evidence (commitment_id, side_id, name, media_type, size, sha256, author, at)
           select s.commitment_id, s.id, 'x.pdf', 'application/pdf', 1, repeat('0', 64), '{"vi": "x", "en": "x"}', now()
           from commitment_side s where s.commitment_id = $1 limit 1 returning id`,
          [foreignId],
        );
        const list = `/api/v1/commitments/${foreignId}/evidence`;
        expect((await program.ask('coordinator@hanoi', 'GET', list)).json.items).toHaveLength(1);
        for (const [method, url] of [
          ['GET', list],
          ['GET', `/api/v1/evidence/${theirs!.id}`],
          ['DELETE', `/api/v1/evidence/${theirs!.id}`],
        ] as const)
          expect([url, (await call(token, method, url)).status]).toEqual([url, 404]);
      } finally {
        await query(program.database.url, 'delete from agreement_party where position = 9');
      }
    });

    it('find nothing of another, not even an auditor’s or administrator’s', async () => {
      for (const who of ['auditor@tracker', 'admin@tracker']) {
        const { token } = await make(who, { agreement: '2016-tb-tu' });
        const { slug } = otherAgreement;
        for (const url of [
          `/api/v1/agreements/${slug}`,
          `/api/v1/agreements/${slug}/commitments`,
          `/api/v1/agreements/${slug}/dashboard`,
          `/api/v1/commitments/${foreignId}`,
          `/api/v1/commitments/${foreignId}/events`,
          `/${slug}/tong-quan`,
        ]) {
          expect([url, (await call(token, 'GET', url)).status]).toEqual([url, 404]);
          expect([url, (await program.ask(who, 'GET', url)).status]).toEqual([url, 200]);
        }
        const { json } = await call(token, 'GET', '/api/v1/agreements');
        expect(json.items).toHaveLength(1);
        const rows = await call(token, 'GET', `/api/v1/reminders?commitment=${foreignId}`);
        expect(rows.json.total).toBe(0);
      }
    });

    it('change nothing in another of the same side', async () => {
      await query(
        program.database.url,
        `insert into agreement_party (agreement_id, party_id, position) select c.agreement_id, p.id, 9 from commitment c, party p where c.id = $1 and p.code = 'hanoi'`,
        [foreignId],
      );
      try {
        const { token } = await make('coordinator@hanoi', { agreement: '2016-tb-tu' });
        const url = `/api/v1/commitments/${foreignId}/plan-confirmation`;
        expect((await call(token, 'PUT', url)).status).toBe(404);
        expect(
          (await program.ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${foreignId}`)).status,
        ).toBe(200);
        expect((await call(token, 'GET', `/api/v1/commitments/${foreignId}`)).status).toBe(404);
      } finally {
        await query(program.database.url, 'delete from agreement_party where position = 9');
      }
    });

    it('do nothing that belongs to no agreement', async () => {
      const { token } = await make('admin@tracker', { agreement: '2016-tb-tu' });
      for (const [method, url] of [
        ['GET', '/don-doc'],
        ['GET', '/api/v1/tokens'],
        ['POST', '/api/v1/reminder-runs'],
        ['PUT', '/api/v1/demo/clock'],
      ] as const)
        expect([url, (await call(token, method, url, method === 'GET' ? undefined : {})).status]).toEqual([
          url,
          404,
        ]);
    });

    it('are not made for one that the account may not see', async () => {
      const body = { name: 'x', scope: 'read', days: 7, agreement: otherAgreement.slug };
      const { status, json } = await program.ask('coordinator@hanoi', 'POST', '/api/v1/tokens', body);
      expect([status, json.errors[0].field]).toEqual([422, 'agreement']);
      expect((await program.ask('auditor@tracker', 'POST', '/api/v1/tokens', body)).status).toBe(201);
    });
  });

  it('are refused without a name, an end or a scope that is known', async () => {
    for (const [field, value] of [
      ['name', ' '],
      ['name', 'x'.repeat(81)],
      ['days', 31],
      ['scope', 'write'],
      ['agreement', '../x'],
    ] as const) {
      const body = { name: 'x', scope: 'read', days: 7, [field]: value };
      const { status, json } = await program.ask('auditor@tracker', 'POST', '/api/v1/tokens', body);
      expect([status, json.errors[0].field]).toEqual([400, field]);
    }
  });

  it('end at once when they are revoked, and only their owner revokes them', async () => {
    const { id, token } = await make('leader@hanoi');
    expect((await program.ask('leader@nghean', 'DELETE', `/api/v1/tokens/${id}`)).status).toBe(404);
    expect((await call(token, 'GET', '/api/v1/agreements')).status).toBe(200);
    expect((await program.ask('leader@hanoi', 'DELETE', `/api/v1/tokens/${id}`)).status).toBe(204);
    expect((await call(token, 'GET', '/api/v1/agreements')).status).toBe(401);
    const kinds = await query<{ kind: string; data: object }>(
      program.database.url,
      `select kind, data from audit_entry where subject = 'leader@hanoi.example' and kind like 'token.%' order by id desc limit 2`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['token.revoked', 'token.issued']);
    expect(JSON.stringify(kinds)).not.toContain(token);
  });

  it('remember when they were last used, written once for many requests', async () => {
    const { id, token } = await make('leader@nghean');
    const { cookie } = await program.browser('leader@nghean');
    const used = async () => {
      const { json } = await program.ask('leader@nghean', 'GET', '/api/v1/tokens');
      return json.items.find((item: { id: number }) => item.id === id).lastUsedAt as string | null;
    };
    for (let n = 0; n < 5; n += 1) await call(token, 'GET', '/api/v1/agreements');
    expect(await used()).toBeNull();
    await program.app.get(LastUse).write();
    expect(Date.parse((await used())!)).toBeGreaterThan(Date.now() - 60_000);
    const sessions = await query<{ seen: Date | null; address: string }>(
      program.database.url,
      `select s.last_seen_at as seen, host(s.address) as address from session s join app_user u on u.id = s.user_id where u.email = 'leader@nghean.example'`,
    );
    expect(cookie).toMatch(/^session=/);
    expect(sessions).toEqual([{ seen: expect.any(Date), address: '127.0.0.1' }]);
  });
});
