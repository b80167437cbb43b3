import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem, ExtensionItem } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';

jest.setTimeout(120_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const asked = { precision: 'date', value: '2020-11-30' };
const earlier = { precision: 'date', value: '2020-09-15' };

/** An earlier day than the one that Hà Nội asks for, named by Nghệ An's office. Today is 20/11/2019, then later. */
describe('an extension to an earlier day than was asked for', () => {
  let program: Awaited<ReturnType<typeof startApp>>;

  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  const one = async (code: string, days = ''): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = items.find((item: { code: string }) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}${days}`)).json;
  };
  const last = async (code: string, days = '') => (await one(code, days)).extensionRequests.at(-1)!;
  const ask = async (code: string): Promise<ExtensionItem> => {
    const { id } = await one(code);
    const body = { due: asked, reason: 'Chờ vốn.' };
    const url = `/api/v1/commitments/${id}/extension-requests`;
    const answer = await program.ask('coordinator@hanoi', 'POST', url, body);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json;
  };
  const answer = (who: string, id: number, what: 'agreement' | 'decision', body: object) =>
    program.ask(who, 'PUT', `/api/v1/extension-requests/${id}/${what}`, body);
  const counter = (id: number, due: unknown = earlier, who = 'coordinator@nghean', reason = 'Chờ quá lâu.') =>
    answer(who, id, 'agreement', { decision: 'counter', due, reason });
  const approve = (id: number, who = 'leader@hanoi') =>
    answer(who, id, 'decision', { decision: 'approved', reason: 'Được.' });
  const holder = async (code: string, days = '') => {
    const found = (await one(code, days)).holders.find(({ kind }) => kind === 'extension');
    return found && [found.party, found.role, found.since];
  };
  const kinds = async (code: string): Promise<string[]> => {
    const { id } = await one(code);
    const { items } = (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json;
    return items.map(({ kind }: EventItem) => kind);
  };

  it('keeps the request open at that day, and is granted by the leader of the side that asked, once', async () => {
    const before = await one('2.04');
    const { id } = await ask('2.04');
    const answered = await counter(id);
    expect(answered.status).toBe(200);
    expect(answered.json).toMatchObject({
      status: 'open',
      to: { ...earlier, date: '2020-09-15' },
      asked,
      decision: null,
      agreements: [{ party: 'nghean', decision: 'approved' }],
      counters: [{ party: 'nghean', from: asked, to: earlier, reason: 'Chờ quá lâu.', decision: null }],
    });
    expect((await one('2.04')).due).toEqual(before.due);
    expect((await holder('2.04'))?.slice(0, 2)).toEqual(['hanoi', 'leader']);
    expect((await approve(id)).status).toBe(200);
    expect(await one('2.04')).toMatchObject({ due: earlier, extensions: 1, originalDue: before.originalDue });
    expect((await kinds('2.04')).slice(0, 4)).toEqual([
      'extended',
      'extension_decided',
      'extension_countered',
      'extension_requested',
    ]);
  });

  it('is refused with the leader’s no', async () => {
    const before = await one('2.07');
    const { id } = await ask('2.07');
    await counter(id);
    const no = { decision: 'rejected', reason: 'Không kịp.' };
    expect((await answer('leader@hanoi', id, 'decision', no)).json.status).toBe('refused');
    expect(await one('2.07')).toMatchObject({ due: before.due, extensions: before.extensions });
  });

  it.each([
    ['the day asked for', asked],
    ['a later day', '2020-12-01'],
    ['a day before the current deadline', '2019-11-21'],
    ['no end', { precision: 'ongoing', value: null }],
  ])('is refused with %s', async (_what, due) => {
    const open = (await last('3.04'))?.status === 'open' ? await last('3.04') : await ask('3.04');
    const refused = await counter(open.id, due);
    expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'due']);
    expect(await last('3.04')).toMatchObject({ to: asked, counters: [] });
  });

  it('needs a day and a reason, and takes no day with a plain answer', async () => {
    const { id } = await last('3.04');
    expect((await counter(id, null)).status).toBe(422);
    expect((await counter(id, earlier, 'coordinator@nghean', ' ')).status).toBe(422);
    expect((await counter(id, '2020-02-30')).status).toBe(400);
    const yes = { decision: 'approved', reason: '', due: earlier };
    expect((await answer('coordinator@nghean', id, 'agreement', yes)).status).toBe(422);
    expect((await answer('leader@hanoi', id, 'decision', { decision: 'counter', reason: 'x' })).status).toBe(
      400,
    );
  });

  it('is named by nobody but the other side’s coordinator', async () => {
    const { id } = await last('3.04');
    for (const who of ['coordinator@hanoi', 'leader@nghean', 'congthuong@nghean', 'auditor@tracker'])
      expect([who, (await counter(id, earlier, who)).status]).toEqual([who, 403]);
  });

  it('counts as named once where it is sent twice; another answer after it comes too late', async () => {
    const { id } = await last('3.04');
    expect((await counter(id)).status).toBe(200);
    const { version } = await one('3.04');
    expect((await counter(id)).status).toBe(200);
    expect((await one('3.04')).version).toBe(version);
    expect((await counter(id, '2020-08-15')).status).toBe(409);
    const yes = { decision: 'approved', reason: '' };
    expect((await answer('coordinator@nghean', id, 'agreement', yes)).status).toBe(409);
  });

  it('lets an approval fall that the leader gave before; each day is shown as it was', async () => {
    const move = (date: string) => program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date });
    const { id } = await ask('2.08');
    await approve(id);
    expect((await holder('2.08'))?.slice(0, 2)).toEqual(['nghean', 'other_coordinator']);
    expect((await move('2019-11-22')).status).toBe(200);
    const countered = await counter(id);
    expect(countered.json).toMatchObject({ decision: null, counters: [{ decision: 'approved' }] });
    expect(await holder('2.08')).toEqual(['hanoi', 'leader', '2019-11-22']);
    await move('2019-11-25');
    await approve(id);
    expect(await holder('2.08')).toBeUndefined();
    await move('2019-11-26');
    expect(await last('2.08', '?asOf=2019-11-21')).toMatchObject({
      status: 'open',
      to: asked,
      decision: 'approved',
      agreements: [],
      counters: [],
    });
    expect(await holder('2.08', '?asOf=2019-11-21')).toEqual(['nghean', 'other_coordinator', '2019-11-20']);
    expect(await last('2.08', '?asOf=2019-11-23')).toMatchObject({
      status: 'open',
      to: earlier,
      asked,
      decision: null,
      agreements: [{ party: 'nghean' }],
      counters: [{ to: earlier }],
    });
    expect(await holder('2.08', '?asOf=2019-11-23')).toEqual(['hanoi', 'leader', '2019-11-22']);
    expect(await last('2.08', '?asOf=2019-11-25')).toMatchObject({ status: 'granted', to: earlier });
  });
});
