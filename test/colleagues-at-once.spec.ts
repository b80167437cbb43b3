import { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../src/audit/audit-verification.js';
import { beginLongChange, holdCommitments } from '../src/commitments/change/hold.js';
import { startApp } from './support/app.js';
import { formWithFile, pdf } from './support/multipart.js';
import { query } from './support/query.js';

/** Colleagues of both sides who act on one commitment at the same time, without saying which version they read. */
describe('colleagues at once', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program?.stop());

  it('lose nothing: each change that was answered has its version, its event, its entry and its state', async () => {
    const [commitment] = await query<{ id: number }>(
      program.database.url,
      `select id from commitment where code = '4.02'`,
    );
    const id = commitment!.id;
    const before = await counts(id);
    const acts = Array.from({ length: 24 }, (_, n) => ({
      who: n % 2 === 0 ? 'coordinator@hanoi' : 'coordinator@nghean',
      method: n % 4 < 2 ? ('PUT' as const) : ('DELETE' as const),
    }));
    await Promise.all(
      ['coordinator@hanoi', 'coordinator@nghean'].map((who) => program.ask(who, 'GET', '/api/v1/agreements')),
    );
    const answers = await Promise.all(
      acts.map(({ who, method }) => program.ask(who, method, `/api/v1/commitments/${id}/plan-confirmation`)),
    );
    // Busy is an answer too; nothing may be half done then.
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
    const after = await counts(id);
    const done = after.events - before.events;
    expect(done).toBeGreaterThan(1);
    expect(after).toEqual({
      version: before.version + done,
      events: before.events + done,
      entries: before.entries + done,
      states: before.states + done,
      open: 2,
      revision: before.revision + done,
    });
    expect((await verifyAudit(program.app.get(EntityManager))).faults).toEqual([]);
  });

  it('ask for one extension between them, and attach every file, whatever else is written meanwhile', async () => {
    const [commitment] = await query<{ id: number }>(
      program.database.url,
      `select id from commitment c where due_on is not null and status = 'in_progress' and not exists
        (select 1 from extension_request x where x.commitment_id = c.id) order by id limit 1`,
    );
    const id = commitment!.id;
    const before = await counts(id);
    const both = ['coordinator@hanoi', 'coordinator@nghean'];
    const due = { precision: 'date', value: '2021-03-31' };
    const url = (what: string) => `/api/v1/commitments/${id}/${what}`;
    const attach = async (who: string, text: string) => {
      const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(text));
      return program.ask(who, 'POST', url('evidence'), payload, headers);
    };
    const three = [1, 2, 3];
    const [asked, attached, confirmed] = await Promise.all([
      Promise.all(
        [...both, ...both].map((who) =>
          program.ask(who, 'POST', url('extension-requests'), { due, reason: 'Chậm.' }),
        ),
      ),
      Promise.all(both.flatMap((who) => three.map((n) => attach(who, `${who} ${n}`)))),
      Promise.all(both.map((who) => program.ask(who, 'DELETE', url('plan-confirmation')))),
    ]);
    // Each asks twice: whoever was first is answered twice with the one request.
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(attached.map(({ status }) => status)).toEqual(attached.map(() => 201));
    expect(confirmed.every(({ status }) => [200, 409].includes(status))).toBe(true);
    const after = await counts(id);
    const done = after.events - before.events;
    expect(done).toBeGreaterThanOrEqual(1 + attached.length);
    expect([after.version, after.entries, after.revision]).toEqual(
      [before.version, before.entries, before.revision].map((count) => count + done),
    );
    expect((await verifyAudit(program.app.get(EntityManager))).faults).toEqual([]);
  });

  it('end in one story, whoever declares, confirms, withdraws, sends back and reports at the same time', async () => {
    const [commitment] = await query<{ id: number }>(
      program.database.url,
      `select id from commitment where code = '4.03'`,
    );
    const id = commitment!.id;
    const before = await counts(id);
    const completed = { status: 'completed', percent: 100, results: 'Xong.' };
    const going = { status: 'in_progress', percent: 60, results: 'Đang làm.' };
    const sides = ['hanoi', 'nghean'];
    const ask = (who: string, method: 'POST' | 'PUT' | 'DELETE', what: string, body?: object) =>
      program.ask(who, method, `/api/v1/commitments/${id}/${what}`, body, { 'if-match': '*' });
    const round = (n: number) =>
      sides.flatMap((side) => [
        ask(`coordinator@${side}`, 'POST', 'updates', n % 3 === 2 ? going : completed),
        ask(`leader@${side}`, 'PUT', 'completion-confirmation'),
        ask(`leader@${side}`, n % 2 ? 'DELETE' : 'PUT', 'completion-confirmation'),
        ask(`coordinator@${side}`, 'POST', 'return', { reason: `Thiếu biên bản ${n}.` }),
        ask(`coordinator@${side}`, 'PUT', 'completion-confirmation'),
      ]);
    // At once within a round; one round after the other, so that each meets what the one before left.
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) for (const { status } of await Promise.all(round(n))) statuses.push(status);
    const known = [200, 201, 204, 409, 422];
    expect(statuses.filter((status) => !known.includes(status))).toEqual([]);
    const after = await counts(id);
    const done = after.version - before.version;
    expect(done).toBeGreaterThan(5);
    expect(after.revision - before.revision).toBe(done);
    // A report may let a signature fall, and says both.
    expect(after.entries - before.entries).toBeGreaterThanOrEqual(done);
    expect(after.entries - before.entries).toBe(after.events - before.events);
    expect(after.open).toBe(2);
    const [story] = await query<{ status: string; both: boolean; same: boolean }>(
      program.database.url,
      `select c.status,
        (select bool_and(s.status = 'completed' and s.completion_confirmed_at is not null)
          from commitment_side s where s.commitment_id = c.id) as both,
        (select bool_and((h.status, h.percent, h.completion_confirmed_at, h.returned_at) is not distinct from
            (s.status, s.percent, s.completion_confirmed_at, s.returned_at))
          from commitment_side s join side_state h on h.side_id = s.id and upper_inf(h.validity)
          where s.commitment_id = c.id) as same
       from commitment c where c.id = $1`,
      [id],
    );
    expect(story).toEqual({ status: story!.status, both: story!.status === 'completed', same: true });
    expect((await verifyAudit(program.app.get(EntityManager))).faults).toEqual([]);
  });

  it('are not made to wait for a sheet or a file that is changing the commitment: they are told, and write on a draft meanwhile', async () => {
    const url = (code: string, what: string) => `/api/v1/commitments/${ids.get(code)}/${what}`;
    const rows = await query<{ id: number; code: string; agreement: number }>(
      program.database.url,
      `select id, code, agreement_id as agreement from commitment where code in ('4.02', '4.03')`,
    );
    const ids = new Map(rows.map(({ id, code }) => [code, id]));
    const confirm = (code: string) =>
      program.ask('coordinator@hanoi', 'PUT', url(code, 'plan-confirmation'), undefined, { 'if-match': '*' });
    const report = () =>
      program.ask(
        'coordinator@hanoi',
        'POST',
        url('4.02', 'updates'),
        { status: 'in_progress', percent: 61, results: 'Đang làm.' },
        { 'if-match': '*' },
      );
    // Whichever of the tests before came last: what is confirmed already is no change.
    for (const code of ['4.02', '4.03'])
      await program.ask('coordinator@hanoi', 'DELETE', url(code, 'plan-confirmation'), undefined, {
        'if-match': '*',
      });
    const em = program.app.get(EntityManager).fork();
    const told = {
      status: 409,
      json: expect.objectContaining({ detail: expect.stringContaining('bảng tính') }),
    };
    await em.transactional(async (long) => {
      await beginLongChange(long, rows[0]!.agreement);
      await holdCommitments(long, [ids.get('4.02')!]);
      // A change of one statement, one that reads more, and a file.
      expect(await report()).toMatchObject(told);
      expect(await confirm('4.02')).toMatchObject(told);
      expect((await confirm('4.03')).status).toBe(200);
      const draft = { results: 'Đang viết dở.' };
      const saved = await program.ask('coordinator@hanoi', 'PUT', url('4.02', 'draft'), draft, {
        'if-none-match': '*',
      });
      expect(saved.status).toBe(200);
    });
    expect((await report()).status).toBe(201);
    expect((await confirm('4.02')).status).toBe(200);
  });

  const counts = async (id: number) => {
    const [row] = await query<
      Record<'version' | 'events' | 'entries' | 'states' | 'open' | 'revision', number>
    >(
      program.database.url,
      `select c.version, a.revision::integer,
        (select count(*)::integer from commitment_event where commitment_id = c.id) as events,
        (select count(*)::integer from audit_entry where agreement_id = a.id and subject = c.code and kind like 'commitment.%') as entries,
        (select count(*)::integer from side_state h join commitment_side s on s.id = h.side_id where s.commitment_id = c.id) as states,
        (select count(*)::integer from side_state h join commitment_side s on s.id = h.side_id
          where s.commitment_id = c.id and upper_inf(h.validity)) as open
       from commitment c join agreement a on a.id = c.agreement_id where c.id = $1`,
      [id],
    );
    return row!;
  };
});
