import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AmendmentItem } from '../src/commitments/amendments/amendment.types.js';
import type { CommitmentDetail, CommitmentItem, EventItem } from '../src/commitments/commitment.types.js';
import { instantOf, type Day } from '../src/platform/clock.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const agreement = '/api/v1/agreements/2016-tb-tu';
const source = { number: '12-BB/TU', title: 'Biên bản làm việc giữa hai địa phương', issuedOn: '2019-11-18' };
const approved = { decision: 'approved', reason: '' };

/** Hà Nội's office proposes, Nghệ An's agrees. It begins on 20/11/2019. */
describe('an amendment', () => {
  let program: Awaited<ReturnType<typeof startApp>>;

  beforeAll(async () => {
    program = await startApp({ works: true });
    const openOnes = (await items()).filter(
      ({ status }) => status === 'not_started' || status === 'in_progress',
    );
    unused = openOnes.map(({ code }) => code);
  });
  afterAll(() => program?.stop());

  /** Open commitments that no test has used yet, in order. */
  let unused: string[] = [];
  const gone: string[] = [];
  const open = () => unused.shift()!;
  const on = (day: Day) => program.clock.moveTo(instantOf(day, '10:00'));
  const get = async (path: string) => (await program.ask('auditor@tracker', 'GET', path)).json;
  const items = async (days = ''): Promise<CommitmentItem[]> =>
    (await get(`${agreement}/commitments?limit=100${days}`)).items;
  const one = async (code: string, days = ''): Promise<CommitmentDetail> => {
    const { id } = (await items()).find((item) => item.code === code)!;
    return get(`/api/v1/commitments/${id}${days}`);
  };
  const counts = async (days = '') => {
    const { total, counts: all, bySide } = await get(`${agreement}/dashboard${days}`);
    return { total, all, sides: bySide.map((side: { counts: object }) => side.counts) };
  };
  const events = async (code: string): Promise<EventItem[]> =>
    (await get(`/api/v1/commitments/${(await one(code)).id}/events`)).items;
  const propose = (changes: object[], who = 'coordinator@hanoi', from: object = source) =>
    program.ask(who, 'POST', `${agreement}/amendments`, { source: from, changes });
  const proposed = async (changes: object[], who?: string): Promise<AmendmentItem> => {
    const answer = await propose(changes, who);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json;
  };
  const answer = (id: number, body: object = approved, who = 'coordinator@nghean') =>
    program.ask(who, 'PUT', `/api/v1/amendments/${id}/agreement`, body);
  const report = async (who: string, code: string, status: string, percent: number) =>
    program.ask(
      who,
      'POST',
      `/api/v1/commitments/${(await one(code)).id}/updates`,
      { status, percent, results: 'Đang làm.' },
      { 'if-match': '*' },
    );
  const faults = (answered: { json: { errors?: { field: string }[] } }) =>
    answered.json.errors?.map(({ field }) => field);

  it('rewords, adds, merges and withdraws from the day of the last agreement, and each day before has it as it was', async () => {
    const before = { list: await items(), counts: await counts() };
    const [reworded, merged, withdrawn] = [open(), open(), open()];
    const made = await proposed([
      { kind: 'reword', commitment: reworded, title: { vi: 'Nội dung mới', en: 'New wording' } },
      {
        kind: 'add',
        sector: '9',
        title: { vi: 'Việc thêm' },
        due: '2020-06-30',
        leads: { hanoi: 'hn-so-y-te' },
      },
      { kind: 'merge', commitment: merged, into: reworded },
      { kind: 'withdraw', commitment: (await one(withdrawn)).id },
    ]);
    expect(made).toMatchObject({
      status: 'open',
      party: 'hanoi',
      awaits: ['nghean'],
      inForceOn: null,
      source,
    });
    expect(await counts()).toEqual(before.counts);
    on('2019-11-22');
    const document = { number: '88-TB/TU', title: 'Kết luận', issuedOn: '2019-11-21' };
    const agreed = await answer(made.id, { ...approved, document });
    expect([agreed.status, agreed.text]).toEqual([200, expect.any(String)]);
    expect(agreed.json).toMatchObject({
      status: 'in_force',
      inForceOn: '2019-11-22',
      awaits: [],
      answers: [{ party: 'nghean', decision: 'approved', document }],
    });
    const added = (agreed.json as AmendmentItem).changes[1]!.commitment.code;
    const now = await items();
    expect(now.length).toBe(before.list.length + 1);
    expect((await one(reworded)).title).toEqual({ vi: 'Nội dung mới', en: 'New wording' });
    const old = before.list.find(({ code }) => code === merged)!;
    gone.push(merged, withdrawn);
    for (const code of gone) {
      const ended = await one(code);
      expect([ended.status, ended.timeliness, ended.holder, ended.holders]).toEqual([
        'withdrawn',
        null,
        null,
        [],
      ]);
      expect(ended.sides.map((side) => side.ended)).toEqual([true, true]);
    }
    // What each side stated stands as it was.
    expect((await one(merged)).sides.map(({ status, percent }) => [status, percent])).toEqual(
      old.sides.map(({ status, percent }) => [status, percent]),
    );
    expect(await one(added)).toMatchObject({
      title: { vi: 'Việc thêm', en: 'Việc thêm' },
      due: { date: '2020-06-30' },
      status: 'not_started',
      sides: [
        { leadBody: { code: 'hn-so-y-te' }, proposed: true, leadToBeNamed: false },
        { proposed: true, leadToBeNamed: true },
      ],
    });
    for (const day of ['2019-11-20', '2019-11-21']) {
      const days = `&asOf=${day}`;
      expect((await items(days)).map(({ code, title }) => [code, title])).toEqual(
        before.list.map(({ code, title }) => [code, title]),
      );
    }
    expect(await counts('?asOf=2019-11-20')).toEqual(before.counts);
    const after = await counts();
    expect(after.total).toBe(before.counts.total + 1);
    expect(after.all.withdrawn).toBe(before.counts.all.withdrawn + 2);
    for (const [index, side] of after.sides.entries())
      expect(side.withdrawn).toBe(before.counts.sides[index].withdrawn + 2);
    on('2019-11-23');
    expect(await counts('?asOf=2019-11-22')).toEqual(await counts('?asOf=2019-11-22&knownAt=2019-11-22'));
    expect((await counts('?asOf=2019-11-22')).total).toBe(after.total);
    expect((await counts('?asOf=2019-11-21')).total).toBe(before.counts.total);
    const { changes } = await get(`${agreement}/comparison?from=2019-11-21&to=2019-11-22&limit=100`);
    expect(
      changes
        .filter(({ commitment }: { commitment: { code: string } }) =>
          [...gone, added].includes(commitment.code),
        )
        .map(({ what, by }: { what: string; by: { en: string } | null }) => [
          what,
          by?.en.includes('Nghệ An') ?? null,
        ])
        .toSorted(),
    ).toEqual([
      ['added', null],
      ['withdrawn', true],
      ['withdrawn', true],
    ]);
    expect((await events(merged))[0]).toMatchObject({
      kind: 'amendment_merged',
      data: { into: reworded, amendmentId: made.id, amendment: { number: source.number } },
    });
    expect((await events(added)).at(-1)).toMatchObject({
      kind: 'imported',
      data: { amendmentId: made.id },
    });
  });

  it('lets nobody report, confirm or plan on what it has ended', async () => {
    const { id } = await one(gone[1]!);
    const sent = [
      ['coordinator@hanoi', 'POST', 'updates', { status: 'in_progress', percent: 10, results: 'Làm.' }],
      ['coordinator@nghean', 'PUT', 'plan-confirmation', undefined],
      ['leader@hanoi', 'PUT', 'completion-confirmation', undefined],
      ['coordinator@hanoi', 'POST', 'extension-requests', { due: '2021-01-01', reason: 'Chờ.' }],
      ['coordinator@hanoi', 'POST', 'questions', { to: { party: 'nghean' }, text: 'Sao?' }],
    ] as const;
    const before = await one(gone[1]!);
    for (const [who, method, path, body] of sent) {
      const answered = await program.ask(who, method, `/api/v1/commitments/${id}/${path}`, body, {
        'if-match': '*',
      });
      const standsAlready = path === 'plan-confirmation' && before.sides[1]!.planConfirmedAt !== null;
      expect([path, answered.status]).toEqual([path, standsAlready ? 200 : 422]);
    }
    expect((await one(gone[1]!)).version).toBe(before.version);
  });

  it('moves a deadline that every side has confirmed, without an extension, and keeps the first one beside it', async () => {
    const [code] = [open()];
    const before = await one(code);
    const made = await proposed([
      { kind: 'reword', commitment: code, due: { precision: 'quarter', value: '2020-Q4' } },
    ]);
    on('2019-11-24');
    expect((await answer(made.id)).status).toBe(200);
    const after = await one(code);
    expect(after).toMatchObject({
      due: { value: '2020-Q4' },
      extensions: before.extensions,
      title: before.title,
    });
    expect(after.originalDue).toEqual(before.originalDue);
    expect((await one(code, '?asOf=2019-11-23')).due).toEqual(before.due);
    const other = await program.ask(
      'coordinator@hanoi',
      'PUT',
      `/api/v1/commitments/${after.id}/plan`,
      { leadBody: after.sides[0]!.leadBody.code, cooperatingBodies: [], due: '2021-02-01' },
      { 'if-match': '*' },
    );
    expect([other.status, faults(other)]).toEqual([422, ['due']]);
  });

  it('merges into what it adds itself', async () => {
    const [first, other] = [open(), open()];
    const made = await proposed([
      { kind: 'merge', commitment: first, into: '5.90' },
      { kind: 'merge', commitment: other, into: '5.90' },
      { kind: 'add', code: '5.90', title: { vi: 'Chung', en: 'Joint' } },
    ]);
    expect((await answer(made.id)).status).toBe(200);
    const { changes } = (await get(`/api/v1/amendments/${made.id}`)) as AmendmentItem;
    expect(changes[0]!.into).toEqual({
      id: (await one('5.90')).id,
      code: '5.90',
      title: { vi: 'Chung', en: 'Joint' },
    });
    // It named no deadline: still to be set.
    expect((await one('5.90')).due.undated).toMatchObject({ reviewOn: '2019-12-24' });
  });

  it('closes what was open on a commitment that it ends, with that reason', async () => {
    const [code] = [open()];
    const { id } = await one(code);
    await program.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/questions`, {
      to: { party: 'nghean' },
      text: 'Khi nào xong?',
    });
    await program.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent: 30, results: 'Làm.', difficulties: 'Vốn.', decisionLevel: 'leader' },
      { 'if-match': '*' },
    );
    await program.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
      due: '2022-01-01',
      reason: 'Chờ.',
    });
    expect((await one(code)).holders.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['part', 'question', 'extension']),
    );
    const made = await proposed([{ kind: 'withdraw', commitment: code }]);
    expect((await answer(made.id)).status).toBe(200);
    const closed = await one(code);
    expect([closed.holders, closed.openMatters]).toEqual([[], []]);
    expect(closed.turns.every(({ until }) => until !== null)).toBe(true);
    const [step] = await query<{ text: string }>(
      program.database.url,
      `select s.text from decision_step s join decision_matter m on m.id = s.matter_id
       where m.commitment_id = ${id} and s.kind = 'closed' order by s.id desc limit 1`,
    );
    expect(step!.text).toContain(source.number);
    const { items: asked } = await get(`/api/v1/commitments/${id}/questions`);
    expect(asked[0].state).toBe('closed');
    expect(closed.extensionRequests.at(-1)!.status).toBe('closed');
  });

  it('waits in the hands of the other side’s office, and in nobody else’s', async () => {
    const [code] = [open()];
    const made = await proposed([{ kind: 'withdraw', commitment: code }]);
    const held = (await one(code)).holders.filter(({ kind }) => kind === 'amendment');
    expect(held.map(({ party, role, since }) => [party, role, since])).toEqual([
      ['nghean', 'other_coordinator', '2019-11-24'],
    ]);
    const listed = await get(`${agreement}/commitments?waits=nghean.coordinator.amendment`);
    expect(listed.items.map((item: CommitmentItem) => item.code)).toEqual([code]);
    expect((await answer(made.id, { decision: 'rejected', reason: '' })).status).toBe(422);
    expect((await answer(made.id, { decision: 'rejected', reason: 'Còn cần.' })).status).toBe(200);
    expect((await one(code)).holders.some(({ kind }) => kind === 'amendment')).toBe(false);
    expect((await one(code)).status).not.toBe('withdrawn');
  });

  it('is answered by no leader, officer, auditor, administrator or stranger, and not by who proposed it', async () => {
    const [code, another] = [open(), open()];
    const made = await proposed([{ kind: 'withdraw', commitment: code }]);
    for (const who of [
      'leader@nghean',
      'congthuong@nghean',
      'auditor@tracker',
      'admin@tracker',
      'coordinator@hanoi',
    ])
      expect([who, (await answer(made.id, approved, who)).status]).toEqual([who, 403]);
    for (const who of ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker'])
      expect([who, (await propose([{ kind: 'withdraw', commitment: another }], who)).status]).toEqual([
        who,
        403,
      ]);
    const back = (who: string) => program.ask(who, 'DELETE', `/api/v1/amendments/${made.id}`);
    expect((await back('coordinator@nghean')).status).toBe(403);
    expect((await back('coordinator@hanoi')).status).toBe(204);
    expect((await back('coordinator@hanoi')).status).toBe(204);
    expect((await answer(made.id)).status).toBe(409);
  });

  it('counts once where the same is sent twice, and once of two who agree at the same time', async () => {
    const [code] = [open()];
    const changes = [
      { kind: 'add', sector: '6', title: { vi: 'Một việc' } },
      { kind: 'withdraw', commitment: code },
    ];
    const twice = await Promise.all([propose(changes), propose(changes)]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    const [first, second] = twice;
    expect(first.json.id).toBe(second.json.id);
    const { id } = first.json;
    const answers = await Promise.all([answer(id), answer(id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const added = (await items()).filter(({ title }) => title.vi === 'Một việc');
    expect(added.length).toBe(1);
    expect((await answer(id)).status).toBe(200);
  });

  it('is judged again with the last agreement: nothing of it is done where one change no longer can be', async () => {
    const [reworded, left] = [open(), open()];
    const made = await proposed([
      { kind: 'reword', commitment: reworded, title: { vi: 'Khác', en: 'Other' } },
      { kind: 'withdraw', commitment: left },
    ]);
    await report('coordinator@hanoi', left, 'withdrawn', 0);
    await report('coordinator@nghean', left, 'withdrawn', 0);
    const before = await one(reworded);
    const answered = await answer(made.id);
    expect([answered.status, faults(answered)]).toEqual([422, ['changes.1.commitment']]);
    expect(await one(reworded)).toEqual(before);
    expect(await get(`/api/v1/amendments/${made.id}`)).toMatchObject({ status: 'open', answers: [] });
    await answer(made.id, { decision: 'rejected', reason: 'Đã thôi.' });
  });

  it('refuses what cannot be, field by field', async () => {
    const [waiting, code, other] = [open(), open(), open()];
    const waits = await proposed([{ kind: 'withdraw', commitment: waiting }]);
    const title = { vi: 'x', en: 'x' };
    const refused: [object[], number, string[]][] = [
      [[], 400, ['changes']],
      [[{ kind: 'drop' }], 400, ['changes.0.kind']],
      [[{ kind: 'withdraw' }], 400, ['changes.0.commitment']],
      [[{ kind: 'reword', commitment: code }], 400, ['changes.0.title']],
      [[{ kind: 'merge', commitment: code }], 400, ['changes.0.into']],
      [[{ kind: 'add', title }], 400, ['changes.0.sector']],
      [[{ kind: 'add', sector: '8' }], 400, ['changes.0.title']],
      [[{ kind: 'add', sector: '8', title, code: '8' }], 400, ['changes.0.code']],
      [[{ kind: 'reword', commitment: code, title: { vi: '\u200b' } }], 400, ['changes.0.title.vi']],
      [[{ kind: 'reword', commitment: code, title: { vi: 'x'.repeat(2001) } }], 400, ['changes.0.title.vi']],
      [[{ kind: 'withdraw', commitment: 999_999 }], 422, ['changes.0.commitment']],
      [[{ kind: 'withdraw', commitment: gone[1] }], 422, ['changes.0.commitment']],
      [[{ kind: 'reword', commitment: waiting, title }], 422, ['changes.0.commitment']],
      [[{ kind: 'merge', commitment: code, into: waiting }], 422, ['changes.0.into']],
      [[{ kind: 'merge', commitment: code, into: code }], 422, ['changes.0.into']],
      [
        [
          { kind: 'withdraw', commitment: other },
          { kind: 'merge', commitment: code, into: other },
        ],
        422,
        ['changes.1.into'],
      ],
      [
        [
          { kind: 'withdraw', commitment: code },
          { kind: 'reword', commitment: code, title },
        ],
        422,
        ['changes.1.commitment'],
      ],
      [[{ kind: 'reword', commitment: code, title: (await one(code)).title }], 422, ['changes.0.title']],
      [[{ kind: 'reword', commitment: code, due: '2019-01-01' }], 422, ['changes.0.due']],
      [[{ kind: 'add', sector: '77', title }], 422, ['changes.0.sector']],
      [[{ kind: 'add', code: code, title }], 422, ['changes.0.code']],
      [[{ kind: 'add', sector: '8', code: '7.99', title }], 422, ['changes.0.code']],
      [[{ kind: 'add', sector: '8', title, clauses: ['P99'] }], 422, ['changes.0.clauses']],
      [[{ kind: 'add', sector: '8', title, leads: { hue: 'x' } }], 422, ['changes.0.leads']],
      [[{ kind: 'add', sector: '8', title, leads: { hanoi: 'na-so-y-te' } }], 422, ['changes.0.leads.hanoi']],
    ];
    for (const [changes, status, fields] of refused) {
      const answered = await propose(changes);
      expect([changes, answered.status, faults(answered)]).toEqual([changes, status, fields]);
    }
    const late = await propose([{ kind: 'withdraw', commitment: code }], undefined, {
      ...source,
      issuedOn: '2030-01-01',
    });
    expect([late.status, faults(late)]).toEqual([422, ['source.issuedOn']]);
    const { items: all } = await get(`${agreement}/amendments`);
    expect(all[0].id).toBe(waits.id);
    await program.ask('coordinator@hanoi', 'DELETE', `/api/v1/amendments/${waits.id}`);
  });
});
