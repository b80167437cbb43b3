import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BulkItem } from '../src/bulk/bulk.types.js';
import type { CommitmentDetail, CommitmentItem, EventItem } from '../src/commitments/commitment.types.js';
import { Metrics } from '../src/platform/metrics.js';
import { actingSession } from './support/acting.js';
import { startApp } from './support/app.js';
import { importOtherAgreement } from './support/other-agreement.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const slug = '2016-tb-tu';
const list = `/api/v1/agreements/${slug}/commitments?limit=100`;
const due = { precision: 'date', value: '2020-12-31' };
const reason = 'Chờ kinh phí năm 2020.';
type Asked = Record<string, unknown> & { codes?: string[] };

/** Nghệ An has not confirmed the plans of 2.09, 3.08 and 9.01; every other side has. Today is 20/11/2019. */
describe('one thing done with many commitments', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ids: Map<string, number>;

  beforeAll(async () => {
    program = await startApp();
    const { items } = (await program.ask('auditor@tracker', 'GET', list)).json;
    ids = new Map(items.map(({ code, id }: CommitmentItem) => [code, id]));
  });
  afterAll(() => program?.stop());

  const ask = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row>(program.database.url, text, values);
  const idsOf = (codes: string[]) => codes.map((code) => ids.get(code) ?? 0);
  const one = async (code: string): Promise<CommitmentDetail> =>
    (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${ids.get(code)}`)).json;
  const bulk = async (who: string, { codes, ...asked }: Asked) => {
    const body = { ...(codes && { ids: idsOf(codes) }), ...asked };
    const answer = await program.ask(who, 'POST', `/api/v1/agreements/${slug}/bulk`, body);
    return { ...answer, items: (answer.json.items ?? []) as BulkItem[] };
  };
  /** Looked at first, then done as it was seen. */
  const seenAndDone = async (who: string, asked: Asked) => {
    const preview = await bulk(who, { ...asked, dryRun: true });
    expect(preview.status).toBe(200);
    const versions = preview.items.map(({ version }) => version);
    return { preview: preview.items, versions, done: await bulk(who, { ...asked, versions }) };
  };
  const outcomes = (items: BulkItem[]) => items.map(({ code, outcome }) => `${code} ${outcome}`);
  const versionsOf = async (codes: string[]) =>
    (
      await ask<{ version: number }>(
        `select version from commitment where id = any($1::integer[]) order by id`,
        [idsOf(codes)],
      )
    ).map(({ version }) => version);
  /** All that is written down of a commitment beside its row, without what is always another. */
  const written = async (code: string, since: number) => ({
    events: await ask(
      `select kind, party_id, user_id, actor, stand_in, data - 'requestId' as data, day::text from commitment_event where commitment_id = $1 and id > $2 order by id`,
      [ids.get(code), since],
    ),
    audit: await ask(
      `select kind, actor, party_id, agreement_id, data - 'requestId' as data from audit_entry where subject = $1 and kind like 'commitment.%' and data - 'requestId' in (
         select data - 'requestId' from commitment_event where commitment_id = $2 and id > $3) order by id desc limit (
         select count(*) from commitment_event where commitment_id = $2 and id > $3)`,
      [code, ids.get(code), since],
    ),
    states: await ask(
      `select count(*)::integer as rows, count(*) filter (where upper_inf(validity))::integer as open from side_state
       where side_id in (select id from commitment_side where commitment_id = $1)`,
      [ids.get(code)],
    ),
  });
  const lastEvent = async () =>
    (await ask<{ id: number }>('select max(id)::integer as id from commitment_event'))[0]!.id;

  it('says of each what it would become and which are refused and why, and changes nothing', async () => {
    const before = await versionsOf(['2.09', '1.01']);
    const { status, items } = await bulk('coordinator@nghean', {
      action: 'confirm_plan',
      codes: ['2.09', '1.01'],
      dryRun: true,
    });
    expect(status).toBe(200);
    expect(items).toMatchObject([
      { code: '2.09', outcome: 'done', reason: null, changes: [{ field: 'plan' }] },
      { code: '1.01', outcome: 'refused', reason: { en: 'Your side has already confirmed this plan.' } },
    ]);
    expect(items[0]!.changes[0]).toEqual({
      field: 'plan',
      from: { vi: 'chưa xác nhận', en: 'not confirmed' },
      to: { vi: 'đã xác nhận', en: 'confirmed' },
    });
    expect(await versionsOf(['2.09', '1.01'])).toEqual(before);
  });

  it('confirms plans, writing of each what confirming one writes; refused rows stay out', async () => {
    const since = await lastEvent();
    const [of209, of308] = await versionsOf(['2.09', '3.08']);
    const { done } = await seenAndDone('coordinator@nghean', {
      action: 'confirm_plan',
      codes: ['3.08', '1.01', '2.09'],
    });
    expect([done.status, outcomes(done.items)]).toEqual([200, ['3.08 done', '1.01 refused', '2.09 done']]);
    const single = await program.ask(
      'coordinator@nghean',
      'PUT',
      `/api/v1/commitments/${ids.get('9.01')}/plan-confirmation`,
    );
    expect(single.status).toBeLessThan(300);
    expect(await versionsOf(['2.09', '3.08'])).toEqual([of209! + 1, of308! + 1]);
    expect(await written('2.09', since)).toEqual(await written('9.01', since));
    expect(await written('3.08', since)).toEqual(await written('9.01', since));
    expect((await written('1.01', since)).events).toEqual([]);
    expect((await one('2.09')).sides.map(({ planConfirmedAt }) => Boolean(planConfirmedAt))).toEqual([
      true,
      true,
    ]);
  });

  it('hands parts over to another body as stating each plan does, with the history and the drafts', async () => {
    const since = await lastEvent();
    const body = 'hn-so-du-lich';
    const [before, other] = [await one('3.06'), await one('3.07')];
    const draft = `/api/v1/commitments/${ids.get('3.06')}/draft`;
    expect(
      (await program.ask('congthuong@hanoi', 'PUT', draft, { results: 'Đang viết.' })).status,
    ).toBeLessThan(300);
    const drafts = () =>
      ask<{ code: string }>(
        `select b.code from report_draft d join body b on b.id = d.body_id where d.commitment_id = $1`,
        [ids.get('3.06')],
      );
    expect(await drafts()).toEqual([{ code: before.sides[0]!.leadBody.code }]);
    const { preview, done } = await seenAndDone('coordinator@hanoi', {
      action: 'hand_over',
      codes: ['3.06', '3.07'],
      body,
    });
    expect(preview[0]!.changes).toMatchObject([
      { field: 'lead_body', from: before.sides[0]!.leadBody.name, to: { vi: 'Sở Du lịch thành phố Hà Nội' } },
    ]);
    expect(outcomes(done.items)).toEqual(['3.06 done', '3.07 done']);
    expect((await one('3.06')).sides[0]!.leadBody.code).toBe(body);
    expect((await one('3.06')).version).toBe(before.version + 1);
    expect(await drafts()).toEqual([{ code: body }]);
    const yesterday = await program.ask(
      'auditor@tracker',
      'GET',
      `/api/v1/commitments/${ids.get('3.06')}?asOf=2019-11-19`,
    );
    expect(yesterday.json.sides[0].leadBody.code).toBe(before.sides[0]!.leadBody.code);
    // The same said of one alone.
    const alone = await one('3.08');
    const cooperating = alone.sides[0]!.cooperatingBodies.map(({ code }) => code).filter(
      (code) => code !== body,
    );
    const stated = { leadBody: body, cooperatingBodies: cooperating };
    const plan = `/api/v1/commitments/${ids.get('3.08')}/plan`;
    await program.ask('coordinator@hanoi', 'PUT', plan, stated, { 'if-match': `"${alone.version}"` });
    const kinds = async (code: string) =>
      ((await written(code, since)).events as EventItem[]).map(({ kind }) => kind).sort();
    expect(await kinds('3.07')).toEqual(await kinds('3.08'));
    expect(other.sides[0]!.leadBody.code).not.toBe(body);
  });

  it('takes a body that cooperated off the cooperating ones when it comes to lead', async () => {
    const rows = await ask<{ code: string; body: string }>(
      `select c.code, b.code as body from commitment c join commitment_side s on s.commitment_id = c.id join cooperating_body cb on cb.side_id = s.id
       join body b on b.id = cb.body_id join party p on p.id = s.party_id
       where p.code = 'hanoi' and c.status = 'in_progress' order by c.position limit 1`,
    );
    const { code, body } = rows[0]!;
    const { done } = await seenAndDone('coordinator@hanoi', { action: 'hand_over', codes: [code], body });
    expect(done.items[0]!.changes.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['lead_body', 'cooperating_bodies']),
    );
    const [own] = (await one(code)).sides;
    expect(own!.leadBody.code).toBe(body);
    expect(own!.cooperatingBodies.map((each) => each.code)).not.toContain(body);
  });

  it('proposes a deadline as each request would, by whoever may ask for one', async () => {
    const since = await lastEvent();
    const asked = { action: 'propose_due', codes: ['3.09', '4.02', '4.03'], due, reason };
    const { preview, done } = await seenAndDone('coordinator@hanoi', asked);
    expect(done.status).toBe(200);
    const open = preview.filter(({ outcome }) => outcome === 'done').map(({ code }) => code!);
    expect(open.length).toBeGreaterThan(0);
    for (const code of open) {
      const { extensionRequests } = await one(code);
      expect(extensionRequests.at(-1)).toMatchObject({ party: 'hanoi', reason, status: 'open' });
      expect(extensionRequests.at(-1)!.to).toMatchObject(due);
      const { events, audit } = await written(code, since);
      expect(events).toMatchObject([{ kind: 'extension_requested', data: { reason } }]);
      expect(audit).toHaveLength(1);
    }
    const again = await bulk('coordinator@nghean', { ...asked, codes: open, dryRun: true });
    expect(again.items.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(again.items[0]!.reason!.en).toContain('already an open request');
  });

  it('asks bodies for reports: one email a body, counted as every chase is', async () => {
    const { preview, done } = await seenAndDone('coordinator@hanoi', {
      action: 'ask_report',
      codes: ['4.02', '4.03', '4.04', '1.02'],
      text: 'Đề nghị báo cáo.',
    });
    const asked = preview.filter(({ outcome }) => outcome === 'done').map(({ id }) => id);
    expect(asked.length).toBeGreaterThan(1);
    expect(done.items.map(({ outcome }) => outcome)).toEqual(preview.map(({ outcome }) => outcome));
    const [{ items, mails, bodies }] = (await ask<{ items: number; mails: number; bodies: number }>(
      `select count(distinct i.commitment_id)::integer as items, count(distinct n.mail_id)::integer as mails, count(distinct n.recipient_id)::integer as bodies
       from chase_item i join notice n on n.chase_id = i.chase_id and n.commitment_id = i.commitment_id where i.commitment_id = any($1::integer[]) and i.day >= '2019-11-20'`,
      [asked],
    )) as [{ items: number; mails: number; bodies: number }];
    expect(items).toBe(asked.length);
    expect(mails).toBe(bodies);
    const events = await ask(
      `select 1 from commitment_event where kind = 'chased' and commitment_id = any($1::integer[]) and day = '2019-11-20' and user_id is not null`,
      [asked],
    );
    expect(events).toHaveLength(asked.length);
    const refusedNow = await bulk('coordinator@hanoi', {
      action: 'ask_report',
      codes: ['4.02'],
      text: 'Với lời khác.',
    });
    expect(refusedNow.items[0]).toMatchObject({
      outcome: 'refused',
      reason: { en: expect.stringContaining('Already followed up') },
    });
  });

  it('goes through the office, where a leader asks', async () => {
    const { items } = await bulk('leader@nghean', { action: 'ask_report', codes: ['3.06', '3.07'] });
    const done = items.filter(({ outcome }) => outcome === 'done');
    expect(done.length).toBeGreaterThan(0);
    const ways = await ask<{ way: string }>(
      `select distinct h.way from chase h join chase_item i on i.chase_id = h.id where i.commitment_id = any($1::integer[]) and h.party_id = (select id from party where code = 'nghean')`,
      [done.map(({ id }) => id)],
    );
    expect(ways).toEqual([{ way: 'office' }]);
  });

  describe('where one has changed since it was looked at', () => {
    it('does none, and says which', async () => {
      const codes = ['5.01', '8.01'];
      const asked = { action: 'propose_due', codes, due, reason };
      const { items } = await bulk('coordinator@hanoi', { ...asked, dryRun: true });
      const versions = items.map(({ version }) => version);
      await ask(`update commitment set version = version + 1 where id = $1`, [ids.get('8.01')]);
      const before = await versionsOf(codes);
      const answer = await bulk('coordinator@hanoi', { ...asked, versions });
      expect([answer.status, answer.json.detail]).toEqual([409, expect.stringContaining('8.01')]);
      expect(await versionsOf(codes)).toEqual(before);
      expect(
        await ask(
          'select 1 from extension_request where commitment_id = any($1::integer[]) and reason = $2',
          [idsOf(codes), reason],
        ),
      ).toEqual([]);
    });

    it('asks nobody for a report', async () => {
      const codes = ['5.01', '10.01'];
      const { items } = await bulk('coordinator@hanoi', { action: 'ask_report', codes, dryRun: true });
      const versions = items.map(({ version }) => version! - 1);
      expect((await bulk('coordinator@hanoi', { action: 'ask_report', codes, versions })).status).toBe(409);
      expect(
        await ask(
          `select 1 from chase_item where commitment_id = any($1::integer[]) and day >= '2019-11-20'`,
          [idsOf(codes)],
        ),
      ).toEqual([]);
    });
  });

  it('is done once and answered twice where it is sent twice, also at the same moment', async () => {
    const asked = { action: 'propose_due', codes: ['6.01', '11.01', '1.02'], due, reason };
    const { items } = await bulk('coordinator@nghean', { ...asked, dryRun: true });
    const versions = items.map(({ version }) => version);
    const answers = await Promise.all(
      [1, 2, 3].map(() => bulk('coordinator@nghean', { ...asked, versions })),
    );
    for (const answer of answers) {
      expect([answer.status, outcomes(answer.items)]).toEqual([200, outcomes(items)]);
    }
    const requests = await ask(
      `select 1 from extension_request where commitment_id = any($1::integer[]) and reason = $2`,
      [idsOf(asked.codes), reason],
    );
    expect(requests).toHaveLength(items.filter(({ outcome }) => outcome === 'done').length);
    const all = await bulk('coordinator@nghean', {
      action: 'ask_report',
      codes: [...ids.keys()],
      dryRun: true,
    });
    const open = all.items.find(({ outcome }) => outcome === 'done')!;
    const chase = { action: 'ask_report', ids: [open.id], text: 'Hai lần.' };
    const chased = await Promise.all([1, 2].map(() => bulk('coordinator@nghean', chase)));
    expect(chased.map((answer) => [answer.status, answer.items[0]!.outcome])).toEqual([
      [200, 'done'],
      [200, 'done'],
    ]);
  });

  it('ends without a deadlock where ten do it at once, in any order, beside single changes', async () => {
    const codes = [...ids.keys()].slice(10, 40);
    const bodies = ['hn-so-du-lich', 'hn-so-noi-vu'];
    const all = Array.from({ length: 10 }, (_, at) => {
      const turned = at % 2 === 0 ? codes : [...codes].reverse();
      return bulk('coordinator@hanoi', { action: 'hand_over', codes: turned, body: bodies[at % 2]! });
    });
    const singles = codes
      .slice(0, 10)
      .map((code) =>
        program.ask('coordinator@hanoi', 'DELETE', `/api/v1/commitments/${ids.get(code)}/plan-confirmation`),
      );
    const answers = await Promise.all(all);
    for (const answer of await Promise.all(singles)) expect(answer.status).toBeLessThan(500);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const leads = await ask<{ code: string }>(
      `select distinct b.code from commitment c join commitment_side s on s.commitment_id = c.id join body b on b.id = s.lead_body_id
       where c.id = any($1::integer[]) and s.party_id = (select id from party where code = 'hanoi') and c.status not in ('completed', 'withdrawn')`,
      [idsOf(codes)],
    );
    // Each bulk is whole: the last one's body leads them all.
    expect(leads).toHaveLength(1);
  });

  it('needs a number of statements that does not grow with the rows', async () => {
    const sent = async () => {
      const text = await program.app
        .get(Metrics)
        .registry.getSingleMetricAsString('tracker_database_query_duration_seconds');
      return Number(/_count (\d+)/.exec(text)![1]);
    };
    const of = async (asked: Asked) => {
      // Where a draft follows, one more says so in the audit log.
      await ask('delete from report_draft');
      const before = await sent();
      expect((await bulk('coordinator@hanoi', asked)).status).toBe(200);
      return (await sent()) - before;
    };
    const all = [...ids.keys()];
    for (const body of ['hn-so-y-te', 'hn-so-noi-vu']) {
      await of({ action: 'hand_over', codes: all, body });
    }
    expect(await of({ action: 'hand_over', codes: all, body: 'hn-so-y-te' })).toBe(
      await of({ action: 'hand_over', codes: all.slice(40), body: 'hn-so-noi-vu' }),
    );
    expect(await of({ action: 'hand_over', codes: all, body: 'hn-so-du-lich' })).toBeLessThanOrEqual(9);
    expect(await of({ action: 'ask_report', codes: all, text: 'Tất cả.' })).toBeLessThanOrEqual(16);
  });

  describe('may', () => {
    const acts: Record<string, Asked> = {
      ask_report: {},
      confirm_plan: {},
      hand_over: { body: 'hn-so-du-lich' },
      propose_due: { due, reason },
    };
    it.each([
      ['coordinator@hanoi', ['ask_report', 'confirm_plan', 'hand_over', 'propose_due']],
      ['leader@hanoi', ['ask_report']],
      ['congthuong@hanoi', ['propose_due']],
      ['auditor@tracker', []],
      ['admin@tracker', []],
    ])('be asked of by %s: %j', async (who, allowed) => {
      for (const [action, more] of Object.entries(acts)) {
        const { status } = await bulk(who, { action, codes: ['7.01'], dryRun: true, ...more });
        expect([action, status]).toEqual([action, allowed.includes(action) ? 200 : 403]);
        const done = await bulk(who, { action, ids: [ids.get('1.02')], ...more });
        expect([action, done.status]).toEqual([action, allowed.includes(action) ? 200 : 403]);
      }
    });

    it('be asked of by an officer only for what the body has a part in; other rows are refused', async () => {
      const { items } = await bulk('nongnghiep@nghean', {
        action: 'propose_due',
        codes: [...ids.keys()],
        due,
        reason,
        dryRun: true,
      });
      const refusals = items.filter(({ reason: why }) =>
        why?.en.startsWith('Only your side’s lead or cooperating'),
      );
      expect(refusals.length).toBeGreaterThan(20);
      expect(items.some(({ outcome }) => outcome === 'done')).toBe(true);
    });

    it('not be told from outside whether a commitment exists: another agreement’s reads as an unknown id', async () => {
      const elsewhere = await importOtherAgreement(program.app, program.database.url);
      const { items } = await bulk('coordinator@hanoi', {
        action: 'confirm_plan',
        ids: [elsewhere, 2_000_000_000],
        dryRun: true,
      });
      const [{ id: _id, ...there }, { id: _other, ...nowhere }] = items as [BulkItem, BulkItem];
      expect(there).toEqual(nowhere);
      expect(there).toMatchObject({ code: null, version: null, outcome: 'refused' });
      const foreign = await program.ask('coordinator@danang', 'POST', `/api/v1/agreements/${slug}/bulk`, {
        action: 'confirm_plan',
        ids: idsOf(['1.01']),
      });
      expect([401, 404]).toContain(foreign.status);
    });

    it('be done by a stand-in, with both names', async () => {
      await ask(
        `insert into notification_setting (user_id, stand_in_id, named_by, paused_from, paused_until)
         select p.id, s.id, p.id, '2019-11-20', '2019-11-25' from app_user p, app_user s
         where p.email = 'congthuong@nghean.example' and s.email = 'coordinator@nghean.example'
         on conflict (user_id) do update set stand_in_id = excluded.stand_in_id, named_by = excluded.named_by,
           paused_from = excluded.paused_from, paused_until = excluded.paused_until`,
      );
      const [post] = await ask<{ id: number }>(
        `select id from app_user where email = 'congthuong@nghean.example'`,
      );
      const acting = await actingSession(program.app, 'coordinator@nghean');
      expect(await acting.begin(post!.id)).toBe(303);
      const { items } = await bulk('congthuong@nghean', {
        action: 'propose_due',
        codes: [...ids.keys()],
        due,
        reason: 'Thay.',
        dryRun: true,
      });
      const open = items.filter(({ outcome }) => outcome === 'done').slice(0, 2);
      expect(open.length).toBeGreaterThan(0);
      const answer = await acting.json('POST', `/api/v1/agreements/${slug}/bulk`, {
        action: 'propose_due',
        ids: open.map(({ id }) => id),
        versions: open.map(({ version }) => version),
        due,
        reason: 'Thay.',
      });
      expect(answer.status).toBe(200);
      const rows = await ask<{ requester: { vi: string }; stand_in_id: number | null }>(
        `select requester, stand_in_id from extension_request where reason = 'Thay.'`,
      );
      expect(rows).toHaveLength(open.length);
      for (const row of rows) {
        expect(row.requester.vi).toContain(' thay ');
        expect(row.stand_in_id).not.toBeNull();
      }
    });
  });

  it.each([
    ['an action that is none', { action: 'drop', codes: ['1.01'] }, 'action'],
    ['no ids', { action: 'confirm_plan', ids: [] }, 'ids'],
    ['more than 200', { action: 'confirm_plan', ids: Array.from({ length: 201 }, (_, at) => at + 1) }, 'ids'],
    ['an id twice', { action: 'confirm_plan', ids: [1, 1] }, 'ids'],
    ['versions of others', { action: 'confirm_plan', ids: [1, 2], versions: [1] }, 'versions'],
    ['no body to hand over to', { action: 'hand_over', ids: [1] }, 'body'],
    ['no deadline', { action: 'propose_due', ids: [1], reason }, 'due'],
    ['a deadline that does not exist', { action: 'propose_due', ids: [1], reason, due: '2019-02-30' }, 'due'],
    ['no reason', { action: 'propose_due', ids: [1], due, reason: '  ' }, 'reason'],
    ['a field of another act', { action: 'confirm_plan', ids: [1], leadBody: 'x' }, 'leadBody'],
  ])('is 400 with %s, which it names', async (_what, asked, field) => {
    const { status, json } = await bulk('coordinator@hanoi', asked);
    expect([status, json.errors[0].field.split('.')[0]]).toEqual([400, field]);
  });

  it('takes a row that a form carries twice for one, and refuses a form without rows', async () => {
    const session = await program.browser('coordinator@hanoi');
    const asked = { action: 'propose_due', codes: [...ids.keys()], due, reason: 'Một lần.', dryRun: true };
    const { id, version } = (await bulk('coordinator@hanoi', asked)).items.find(
      ({ outcome }) => outcome === 'done',
    )!;
    const form = {
      action: 'propose_due',
      precision: 'date',
      date: '31/12/2020',
      seen: '31/12/2020',
      reason: 'Một lần.',
    };
    const page = `/${slug}/nhieu-cam-ket`;
    const none = await session.post(page, { ...form, rows: '' });
    expect(none.statusCode).toBe(400);
    const sent = await session.post(page, { ...form, rows: `${id}:${version},${id}:${version}` });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${page}?action=propose_due&ids=${id}`]);
    expect(await ask(`select 1 from extension_request where reason = 'Một lần.'`)).toHaveLength(1);
  });

  it('names a list that is too long, and does nothing with it', async () => {
    const session = await program.browser('coordinator@hanoi');
    const many = Array.from({ length: 201 }, (_, at) => at + 1).join(',');
    const { statusCode, body } = await session.get(`/${slug}/nhieu-cam-ket?action=confirm_plan&ids=${many}`);
    expect([statusCode, body.includes('201 cam kết, mỗi lần tối đa 200')]).toEqual([200, true]);
    expect(body).not.toContain('name="rows"');
  });

  it('is 422 with a body of the other side, or one that has closed', async () => {
    const { status, json } = await bulk('coordinator@hanoi', {
      action: 'hand_over',
      codes: ['1.01'],
      body: 'na-so-xay-dung',
    });
    expect([status, json.errors[0].field]).toEqual([422, 'body']);
  });
});
