import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommitmentDetail, EventItem } from '../src/commitments/commitment.types.js';
import type { MatterItem } from '../src/commitments/matters/matter-history.types.js';
import type { DecisionLevel } from '../src/commitments/matters/matter.types.js';
import { RouteWorld } from './support/route-world.js';

const CODE = '4.02';
const lead = 'nongnghiep@hanoi';
const coordinator = 'coordinator@hanoi';
const leader = 'leader@hanoi';
const other = 'coordinator@nghean';
const match = { 'if-match': '*' };
const document = {
  outside: 'UBND tỉnh',
  number: '112-CV/TU',
  issuedOn: '2019-11-18',
  issuer: 'Thành ủy Hà Nội',
};

describe('what stands in the way', () => {
  let world: RouteWorld;
  let url: string;
  /** Found nowhere else. */
  let words: string;
  let count = 0;

  beforeAll(async () => {
    world = await RouteWorld.start();
    url = `/api/v1/commitments/${await world.commitmentId(CODE)}`;
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    words = `Vướng mặt bằng ô ${++count}.`;
    expect((await report('none')).status).toBe(201);
  });

  const report = (decisionLevel?: DecisionLevel, more: object = {}, who = lead) =>
    world.ask(
      who,
      'POST',
      `${url}/updates`,
      {
        status: 'in_progress',
        percent: 40,
        results: 'Đang làm.',
        difficulties: words,
        decisionLevel,
        ...more,
      },
      match,
    );
  const name = async (level: DecisionLevel): Promise<MatterItem> => {
    const answer = await report(level);
    expect([answer.status, answer.json.decisionLevel]).toEqual([201, level]);
    return (await matters())[0]!;
  };
  const matters = async (who = lead): Promise<MatterItem[]> =>
    (await world.ask(who, 'GET', `${url}/matters`)).json.items;
  const detail = async (): Promise<CommitmentDetail> => (await world.ask(lead, 'GET', url)).json;
  const open = async () => (await detail()).openMatters.map(({ role, holder }) => `${holder}.${role}`);
  const act = (who: string, { id }: { id: number }, what: string, body: object = { text: words }) =>
    world.ask(who, 'PUT', `/api/v1/matters/${id}/${what}`, body);
  const stated = async () => (await detail()).statements.hanoi?.decisionLevel;

  describe('is put', () => {
    it.each([
      ['coordinator', 'hanoi.coordinator'],
      ['leader', 'hanoi.leader'],
      ['both_committees', 'hanoi.coordinator'],
      ['higher', 'hanoi.coordinator'],
    ] as const)('by a report that names %s, to %s', async (level, holder) => {
      const matter = await name(level);
      expect(await open()).toEqual([holder]);
      expect(matter).toMatchObject({ party: 'hanoi', level, difficulties: words });
      expect(matter.steps.map(({ kind }) => kind)).toEqual(['named']);
    });

    it.each(['lead_body', 'none'] as const)('to nobody by a report that names %s', async (level) => {
      await report(level);
      expect(await open()).toEqual([]);
      expect(await stated()).toBe(level);
    });

    it('leaves the part with the lead body, which goes on owing its reports and being reminded', async () => {
      const before = await detail();
      await name('leader');
      const { status, due, sides } = await detail();
      expect([status, due, sides[0]!.status]).toEqual([before.status, before.due, before.sides[0]!.status]);
    });

    it('is not named by a contribution, by a level that does not exist, or with a part that has ended', async () => {
      const contributed = await report('leader', {}, 'khoahoc@hanoi');
      expect([contributed.status, contributed.json.errors[0].field]).toEqual([422, 'decisionLevel']);
      expect((await report('board' as DecisionLevel)).status).toBe(400);
      const done = await report('leader', { status: 'completed', percent: 100 });
      expect([done.status, done.json.errors[0].field]).toEqual([422, 'decisionLevel']);
      expect(await open()).toEqual([]);
    });
  });

  describe('goes on', () => {
    it('where a report leaves the level out, or names it again: in the same hands, since the same day, with the new words', async () => {
      const matter = await name('leader');
      words = 'Vẫn vướng mặt bằng.';
      await report();
      await report('leader');
      const [same, ...older] = await matters();
      expect(same).toMatchObject({ id: matter.id, openedAt: matter.openedAt, difficulties: words });
      expect(same!.steps).toEqual(matter.steps);
      expect(older[0]?.id).not.toBe(matter.id);
      expect(await stated()).toBe('leader');
    });

    it('with another level once a report names that, since the day on which it was first named', async () => {
      const matter = await name('coordinator');
      const moved = await name('leader');
      expect(moved.id).not.toBe(matter.id);
      expect(moved.openedAt).toBe(matter.openedAt);
      expect(await open()).toEqual(['hanoi.leader']);
      expect((await matters())[1]!.steps.map(({ kind }) => kind)).toEqual(['named', 'closed']);
    });

    it.each(['lead_body', 'none'] as const)('no longer once a report names %s', async (level) => {
      await name('leader');
      await report(level);
      expect(await open()).toEqual([]);
      expect((await matters())[0]!.steps.at(-1)).toMatchObject({ kind: 'closed', holder: null });
    });

    it('no longer once the part is reported as completed or withdrawn', async () => {
      await name('leader');
      expect((await report(undefined, { status: 'completed', percent: 100 })).status).toBe(201);
      expect([await open(), await stated()]).toEqual([[], 'none']);
      await name('leader');
      await report(undefined, { status: 'withdrawn', percent: 40 }, coordinator);
      expect(await open()).toEqual([]);
      await report('none', {}, coordinator);
    });
  });

  describe('is answered or returned', () => {
    it.each([
      ['coordinator', coordinator],
      ['leader', leader],
      ['both_committees', coordinator],
    ] as const)('at the level of %s by %s', async (level, who) => {
      const matter = await name(level);
      const answer = await act(who, matter, 'answer');
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ id: matter.id, holder: null });
      expect(answer.json.steps.at(-1)).toMatchObject({ kind: 'answered', text: words });
      expect(await open()).toEqual([]);
    });

    it('for good: named again after an answer it is another one, since that day', async () => {
      const first = await name('leader');
      await act(leader, first, 'answer');
      await report();
      expect([await open(), await stated()]).toEqual([[], 'none']);
      const second = await name('leader');
      expect(second.id).not.toBe(first.id);
      expect(second.openedAt > first.openedAt).toBe(true);
    });

    it('until it is named again: returned, it is the lead body’s turn, and named again it keeps its old day', async () => {
      const first = await name('leader');
      expect((await act(leader, first, 'return')).json.steps.at(-1)).toMatchObject({ kind: 'returned' });
      await report();
      expect([await open(), await stated()]).toEqual([[], 'lead_body']);
      const again = await name('leader');
      expect([again.id, again.openedAt]).toEqual([first.id, first.openedAt]);
      expect(again.steps.map(({ kind }) => kind)).toEqual(['named', 'returned', 'named']);
      expect(await open()).toEqual(['hanoi.leader']);
    });

    it.each([
      ['leader', [coordinator, 'leader@nghean', other]],
      ['coordinator', [leader, other, 'leader@nghean']],
    ] as const)('at the level of %s by nobody else', async (level, others) => {
      const matter = await name(level);
      for (const who of [...others, lead, 'nongnghiep@nghean', 'auditor@tracker', 'admin@tracker'])
        for (const what of ['answer', 'return'])
          expect([who, (await act(who, matter, what)).status]).toEqual([who, 403]);
      expect((await act('coordinator@danang', matter, 'answer')).status).toBe(404);
      expect((await matters())[0]).toEqual(matter);
    });

    it('with words', async () => {
      const matter = await name('leader');
      for (const text of ['', '  ', 'x'.repeat(2001), 7, undefined])
        expect((await act(leader, matter, 'answer', { text })).status).toBe(400);
      expect(await open()).toEqual(['hanoi.leader']);
    });

    it('once: sent twice it is one answer, and of two at once one is told that it is settled', async () => {
      const matter = await name('leader');
      expect((await act(leader, matter, 'answer')).status).toBe(200);
      const version = await world.version(CODE);
      expect((await act(leader, matter, 'answer')).status).toBe(200);
      expect(await world.version(CODE)).toBe(version);
      const next = await name('leader');
      const both = await Promise.all([
        act(leader, next, 'answer', { text: 'Đồng ý.' }),
        act(leader, next, 'return', { text: 'Chưa rõ.' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const steps = (await matters())[0]!.steps.map(({ kind }) => kind);
      expect(steps).toHaveLength(2);
      expect(both.find(({ status }) => status === 409)!.json.detail).toContain('đã được trả lời, trả lại');
    });
  });

  describe('is passed on', () => {
    it('to the other office, which answers; nobody of that side reads a word before it is put to them', async () => {
      const matter = await name('both_committees');
      const put = await act(coordinator, matter, 'forwarding', { text: 'Đề nghị cho ý kiến về mặt bằng.' });
      expect(put.status).toBe(200);
      expect(await open()).toEqual(['nghean.other_coordinator']);
      for (const who of [coordinator, leader, 'leader@nghean'])
        expect([who, (await act(who, matter, 'answer')).status]).toEqual([who, 403]);
      expect((await act(other, matter, 'answer', { text: 'Nhất trí.' })).status).toBe(200);
      const texts = async (who: string) => (await matters(who))[0]!.steps.map(({ text }) => text);
      const said = [null, 'Đề nghị cho ý kiến về mặt bằng.', 'Nhất trí.'];
      for (const who of [lead, other, 'leader@nghean', 'auditor@tracker'])
        expect(await texts(who)).toEqual(said);
    });

    it('with words of the own side for the own side alone', async () => {
      const matter = await name('leader');
      await act(leader, matter, 'return', { text: 'Chưa rõ diện tích.' });
      const read = async (who: string) => JSON.stringify(await matters(who));
      for (const who of [lead, coordinator, leader, 'auditor@tracker'])
        expect(await read(who)).toContain('Chưa rõ diện tích.');
      for (const who of [other, 'leader@nghean', 'nongnghiep@nghean'])
        expect(await read(who)).not.toContain('Chưa rõ diện tích.');
      const events: { items: EventItem[] } = (await world.ask(other, 'GET', `${url}/events`)).json;
      expect(events.items[0]).toMatchObject({
        kind: 'matter_returned',
        party: 'hanoi',
        data: { owner: 'hanoi' },
      });
      expect(JSON.stringify(events)).not.toContain('Chưa rõ diện tích.');
      const kept = `select count(*)::integer from audit_entry where kind = 'commitment.matter_returned' and data::text like '%Chưa rõ%'`;
      expect(await world.value(kept)).toBe(0);
    });

    it('to a level outside, named with the document that asks it; the own office enters what it says', async () => {
      const matter = await name('higher');
      const asked = await act(coordinator, matter, 'higher-level', document);
      expect(asked.json.holder).toEqual({ role: 'outside', party: 'hanoi', outside: 'UBND tỉnh' });
      const { outside: _outside, ...paper } = document;
      expect(asked.json.steps.at(-1)).toMatchObject({ kind: 'higher_level_asked', document: paper });
      expect((await detail()).openMatters[0]).toMatchObject({ role: 'outside', outside: 'UBND tỉnh' });
      for (const who of [leader, other])
        expect([who, (await act(who, matter, 'answer')).status]).toEqual([who, 403]);
      expect((await act(coordinator, matter, 'answer')).status).toBe(200);
    });

    it('by the own office alone, while it holds it, and only where the level is not within the side', async () => {
      const within = await name('coordinator');
      expect((await act(coordinator, within, 'forwarding')).status).toBe(422);
      expect((await act(coordinator, within, 'higher-level', document)).status).toBe(422);
      const both = await name('both_committees');
      for (const who of [other, leader, lead, 'auditor@tracker'])
        expect([who, (await act(who, both, 'forwarding')).status]).toEqual([who, 403]);
      expect((await act(coordinator, both, 'higher-level', document)).status).toBe(422);
      expect((await act(coordinator, both, 'forwarding')).status).toBe(200);
      expect((await act(coordinator, both, 'forwarding')).status).toBe(200);
      expect((await act(coordinator, both, 'forwarding', { text: 'Khác.' })).status).toBe(409);
      expect((await matters())[0]!.steps).toHaveLength(2);
    });

    it('with a document that is one', async () => {
      const matter = await name('higher');
      for (const [wrong, status] of [
        [{ issuedOn: '2031-01-01' }, 422],
        [{ issuedOn: '2019-02-30' }, 400],
        [{ number: '1'.repeat(300) }, 400],
        [{ outside: ' ' }, 400],
        [{ issuer: undefined }, 400],
      ] as const)
        expect([
          wrong,
          (await act(coordinator, matter, 'higher-level', { ...document, ...wrong })).status,
        ]).toEqual([wrong, status]);
      const tags = { ...document, outside: '<b>UBND</b>' };
      expect((await act(coordinator, matter, 'higher-level', tags)).json.holder.outside).toBe('<b>UBND</b>');
      const { text } = await world.ask(lead, 'GET', `/2016-tb-tu/cam-ket/${CODE}`);
      expect(text).not.toContain('<b>UBND</b>');
    });
  });

  it('is not found where there is none', async () => {
    for (const what of ['answer', 'return', 'forwarding'])
      expect((await act(coordinator, { id: 999_999 }, what)).status).toBe(404);
  });
});
