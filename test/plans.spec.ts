import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem, SideItem } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const product = {
  kind: 'report',
  text: { vi: 'kết quả chia sẻ kinh nghiệm', en: 'what was shared' },
  recipient: 'Tỉnh ủy Nghệ An',
};
const due = { precision: 'date', value: '2020-02-14' };
type Due = { precision: string; value: string | null } | string;

/** Nghệ An has not confirmed the plans of 2.09, 3.08 and 9.01; every other side has. Today is 20/11/2019. */
describe('the plan of a commitment', () => {
  let program: Awaited<ReturnType<typeof startApp>>;

  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  const one = async (code: string, asOf = ''): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = items.find((item: { code: string }) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}${asOf}`)).json;
  };
  const sideOf = ({ sides }: CommitmentDetail, party = 'nghean') =>
    sides.find((side) => side.party === party) as SideItem;
  const asItStands = (side: SideItem) => ({
    leadBody: side.leadBody.code,
    cooperatingBodies: side.cooperatingBodies.map(({ code }) => code),
  });
  /** States a plan as it stands, but for what is said. */
  const state = async (
    who: string,
    code: string,
    more: { leadBody?: string; cooperatingBodies?: string[]; product?: unknown; due?: Due } = {},
    ifMatch?: string | null,
  ) => {
    const before = await one(code);
    const side = sideOf(before, who.split('@')[1]);
    const headers: Record<string, string> =
      ifMatch === null ? {} : { 'if-match': ifMatch ?? `"${before.version}"` };
    const body = { ...(side ? asItStands(side) : { leadBody: 'x', cooperatingBodies: [] }), ...more };
    return program.ask(who, 'PUT', `/api/v1/commitments/${before.id}/plan`, body, headers);
  };
  const confirm = async (who: string, code: string) =>
    program.ask(who, 'PUT', `/api/v1/commitments/${(await one(code)).id}/plan-confirmation`);
  const withdraw = async (who: string, code: string) =>
    program.ask(who, 'DELETE', `/api/v1/commitments/${(await one(code)).id}/plan-confirmation`);
  const kinds = async (code: string, since = 0): Promise<EventItem[]> => {
    const { id } = await one(code);
    const { items } = (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json;
    return items.filter((event: EventItem) => event.id > since);
  };
  const lastEvent = async (code: string) => (await kinds(code))[0]!.id;

  it('has new lead and cooperating bodies when its coordinator says so, and is confirmed with them', async () => {
    const before = await one('2.09');
    const since = await lastEvent('2.09');
    const answer = await state('coordinator@nghean', '2.09', {
      leadBody: 'na-so-tai-nguyen-va-moi-truong',
      cooperatingBodies: ['na-so-xay-dung'],
      product,
    });
    expect([answer.status, answer.headers.etag]).toEqual([200, `"${before.version + 1}"`]);
    const after = sideOf(await one('2.09'));
    expect(after).toMatchObject({
      leadBody: { code: 'na-so-tai-nguyen-va-moi-truong' },
      cooperatingBodies: [{ code: 'na-so-xay-dung' }],
      product: { ...product, proposed: false },
      proposed: false,
      planConfirmedAt: expect.any(String),
    });
    const told = (await kinds('2.09', since)).map(({ kind, party }) => [kind, party]);
    expect(told).toEqual([
      ['plan_confirmed', 'nghean'],
      ['product_named', 'nghean'],
      ['cooperating_changed', 'nghean'],
      ['lead_changed', 'nghean'],
    ]);
    expect(sideOf(await one('2.09', '?asOf=2019-11-19')).leadBody.code).toBe('na-so-xay-dung');
  });

  it('keeps the product that stands, where none is stated', async () => {
    const { product: before } = sideOf(await one('1.01'));
    expect((await state('coordinator@nghean', '1.01', { cooperatingBodies: [] })).status).toBe(200);
    expect(sideOf(await one('1.01')).product).toEqual(before);
  });

  it('appends nothing where it says what stands', async () => {
    const { version } = await one('1.02');
    expect((await state('coordinator@hanoi', '1.02')).status).toBe(200);
    expect((await one('1.02')).version).toBe(version);
  });

  it('counts as said once where the same account sends it twice', async () => {
    const { version } = await one('1.03');
    const said = { cooperatingBodies: ['hn-so-noi-vu'] };
    expect((await state('coordinator@hanoi', '1.03', said, `"${version}"`)).status).toBe(200);
    expect((await state('coordinator@hanoi', '1.03', said, `"${version}"`)).status).toBe(200);
    expect((await one('1.03')).version).toBe(version + 1);
  });

  it('needs the version that was read, and the present one', async () => {
    const { version } = await one('1.04');
    expect((await state('coordinator@hanoi', '1.04', {}, null)).status).toBe(428);
    expect((await state('coordinator@hanoi', '1.04', {}, `"${version - 1}"`)).status).toBe(412);
  });

  it.each([
    ['a body of the other side', { leadBody: 'na-so-xay-dung' }, 'leadBody'],
    ['a body that does not exist', { cooperatingBodies: ['hn-khong-co'] }, 'cooperatingBodies'],
    [
      'a lead body that also cooperates',
      { leadBody: 'hn-so-noi-vu', cooperatingBodies: ['hn-so-noi-vu'] },
      'cooperatingBodies',
    ],
  ])('is refused with %s', async (_what, said, field) => {
    const answer = await state('coordinator@hanoi', '1.05', said);
    expect([answer.status, answer.json.errors[0].field]).toEqual([422, field]);
  });

  it('is refused with a body that is founded later', async () => {
    const [{ code: later }] = (await query<{ code: string }>(
      program.database.url,
      `select code from body where first_day = '2020-04-13'`,
    )) as [{ code: string }];
    const answer = await state('coordinator@nghean', '1.05', { leadBody: later });
    expect([answer.status, answer.json.errors[0].field]).toEqual([422, 'leadBody']);
  });

  it.each([
    ['no lead body', { leadBody: '' }],
    ['a lead body that is no code', { leadBody: '<script>' }],
    ['bodies that are no list', { cooperatingBodies: 'hn-so-noi-vu' }],
    ['a deadline that is none', { due: '2019-02-30' }],
    ['an unknown precision', { due: { precision: 'week', value: '2019-W1' } }],
  ])('is malformed with %s', async (_what, said) => {
    expect((await state('coordinator@hanoi', '1.05', said as never)).status).toBe(400);
  });

  it('is stated by nobody but the own coordinator', async () => {
    const { id, version } = await one('1.05');
    for (const who of ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker']) {
      const headers = { 'if-match': `"${version}"` };
      const body = { leadBody: 'hn-so-noi-vu', cooperatingBodies: [] };
      const answer = await program.ask(who, 'PUT', `/api/v1/commitments/${id}/plan`, body, headers);
      expect([who, answer.status]).toEqual([who, 403]);
    }
  });

  describe('proposes a deadline', () => {
    it('that counts once every side has confirmed it; until then the present one does', async () => {
      const before = await one('3.08');
      const since = await lastEvent('3.08');
      expect(before.dueAgreed).toBe(false);
      expect((await state('coordinator@nghean', '3.08', { due })).status).toBe(200);
      const meanwhile = await one('3.08');
      expect(meanwhile.due).toEqual(before.due);
      expect(meanwhile.proposedDue).toMatchObject({ due: { ...due, date: '2020-02-14' }, party: 'nghean' });
      expect(sideOf(meanwhile, 'hanoi')).toMatchObject({
        planConfirmedAt: null,
        proposed: false,
        confirmsAgain: true,
        product: { proposed: false },
      });
      expect(meanwhile.holders).toContainEqual(
        expect.objectContaining({ kind: 'plan', party: 'hanoi', role: 'coordinator' }),
      );
      const waiting = await program.ask('auditor@tracker', 'GET', `${list}?waits=hanoi.coordinator.plan`);
      expect(waiting.json.items.map(({ code }: CommitmentDetail) => code)).toEqual(['3.08']);
      expect((await confirm('coordinator@hanoi', '3.08')).status).toBe(200);
      const after = await one('3.08');
      expect(after).toMatchObject({
        due: { ...due, date: '2020-02-14' },
        originalDue: { value: '2020-02-14' },
        proposedDue: null,
        dueAgreed: true,
        extensions: 0,
      });
      expect(sideOf(after, 'hanoi').confirmsAgain).toBe(false);
      expect((await kinds('3.08', since)).map(({ kind, party }) => [kind, party])).toEqual([
        ['deadline_agreed', 'hanoi'],
        ['plan_confirmed', 'hanoi'],
        ['plan_confirmed', 'nghean'],
        ['due_proposed', 'nghean'],
      ]);
    });

    it('no more once every side has confirmed it, not even after one has taken that back', async () => {
      const other = { due: '2020-03-15' };
      const refused = await state('coordinator@nghean', '3.08', other);
      expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'due']);
      await withdraw('coordinator@hanoi', '3.08');
      expect((await state('coordinator@nghean', '3.08', other)).status).toBe(422);
      expect((await one('3.08')).dueAgreed).toBe(true);
      expect((await state('coordinator@hanoi', '3.08', { due })).status).toBe(200);
      expect(sideOf(await one('3.08'), 'hanoi').planConfirmedAt).not.toBeNull();
    });

    it('which the other side answers with another one, or by keeping the present one', async () => {
      const before = await one('9.01');
      await state('coordinator@nghean', '9.01', { due });
      await state('coordinator@hanoi', '9.01', { due: '2020-01-31' });
      expect(await one('9.01')).toMatchObject({
        due: before.due,
        proposedDue: { due: { value: '2020-01-31' }, party: 'hanoi' },
      });
      expect(sideOf(await one('9.01'), 'nghean')).toMatchObject({
        confirmsAgain: true,
        planConfirmedAt: null,
      });
      const { precision, value } = before.due;
      await state('coordinator@nghean', '9.01', { due: { precision, value } });
      const kept = await one('9.01');
      expect(kept.proposedDue).toBeNull();
      expect(sideOf(kept, 'nghean').planConfirmedAt).not.toBeNull();
      expect(sideOf(kept, 'hanoi')).toMatchObject({ confirmsAgain: true, planConfirmedAt: null });
      expect((await kinds('9.01'))[1]).toMatchObject({ kind: 'due_proposal_dropped', party: 'nghean' });
    });

    it('and agrees to none by changing a body while one waits', async () => {
      await state('coordinator@nghean', '9.01', { due });
      const answer = await state('coordinator@hanoi', '9.01', { cooperatingBodies: ['hn-so-noi-vu'] });
      expect(answer.status).toBe(200);
      const after = await one('9.01');
      expect(after.proposedDue).toMatchObject({ party: 'nghean' });
      expect(sideOf(after, 'hanoi')).toMatchObject({
        cooperatingBodies: [{ code: 'hn-so-noi-vu' }],
        planConfirmedAt: null,
      });
    });

    it('which goes with the confirmation of who proposed it', async () => {
      await withdraw('coordinator@nghean', '9.01');
      const after = await one('9.01');
      expect(after.proposedDue).toBeNull();
      expect((await kinds('9.01'))[0]).toMatchObject({ kind: 'due_proposal_dropped' });
    });

    it('while no extension is asked for, and none is asked for while one is proposed', async () => {
      await state('coordinator@nghean', '9.01', { due });
      const { id } = await one('9.01');
      const extend = (at: string) =>
        program.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
          due: at,
          reason: 'Chờ vốn.',
        });
      expect((await extend('2020-11-30')).status).toBe(422);
      await withdraw('coordinator@nghean', '9.01');
      expect((await extend('2020-11-30')).status).toBe(201);
      const refused = await state('coordinator@nghean', '9.01', { due });
      expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'due']);
    });

    it('of today or later, that ends', async () => {
      for (const past of ['2019-11-19', { precision: 'ongoing', value: null }] as Due[]) {
        const answer = await state('coordinator@nghean', '9.01', { due: past });
        expect([answer.status, answer.json.errors[0].field]).toEqual([422, 'due']);
      }
    });
  });

  it('passes the right to report to the new lead body, with the draft that was being written', async () => {
    const { id } = await one('3.06');
    const url = `/api/v1/commitments/${id}/draft`;
    const content = { results: 'Đang viết dở.' };
    expect((await program.ask('congthuong@hanoi', 'PUT', url, content)).status).toBe(200);
    const answer = await state('coordinator@hanoi', '3.06', {
      leadBody: 'hn-so-nong-nghiep-va-ptnt',
      cooperatingBodies: [],
    });
    expect(answer.status).toBe(200);
    const draft = await program.ask('nongnghiep@hanoi', 'GET', url);
    expect(draft.json).toMatchObject(content);
    const log = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/audit?kind=commitment.draft_handed_over',
    );
    expect(log.json.items).toEqual([
      expect.objectContaining({
        subject: '3.06',
        data: { from: 'hn-so-cong-thuong', to: 'hn-so-nong-nghiep-va-ptnt' },
      }),
    ]);
    expect(log.json.items[0].actor.role).toBe('coordinator');
    expect(JSON.stringify(log.json)).not.toContain(content.results);
    const report = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
    const { version } = await one('3.06');
    const send = (who: string) =>
      program.ask(who, 'POST', `/api/v1/commitments/${id}/updates`, report, { 'if-match': `"${version}"` });
    expect((await send('congthuong@hanoi')).status).toBe(403);
    expect((await send('nongnghiep@hanoi')).status).toBe(201);
  });
});
