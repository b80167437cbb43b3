import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  countGroups,
  type CommitmentDetail,
  type CommitmentItem,
} from '../src/commitments/commitment.types.js';
import { addDays, dayOf, instantOf } from '../src/platform/clock.js';
import { Metrics } from '../src/platform/metrics.js';
import { RouteWorld } from './support/route-world.js';

const twice = <T>(value: T): T[] => [value, value];
const agreement = '/api/v1/agreements/2016-tb-tu';
const offices = ['coordinator@hanoi', 'coordinator@nghean'];
const leaders = ['leader@hanoi', 'leader@nghean'];

describe('the past has two answers', () => {
  let world: RouteWorld;
  const ids = new Map<string, number>();

  const get = async (path: string) => {
    const { status, json } = await world.ask('auditor@tracker', 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  const send = async (who: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const { status, text } = await world.ask(who, method, path, body, { 'if-match': '*' });
    expect([path, text, status < 300]).toEqual([path, text, true]);
  };
  const to = (code: string, resource: string) => `/api/v1/commitments/${ids.get(code)}/${resource}`;
  const on = (day: string) => world.program.clock.moveTo(instantOf(day, '09:00'));
  const done = { status: 'completed', percent: 100, results: 'Đã xong.' };
  const declare = async (code: string, day: object = {}) => {
    for (const who of offices) await send(who, 'POST', to(code, 'updates'), { ...done, ...day });
  };
  const confirm = async (code: string) => {
    for (const who of leaders) await send(who, 'PUT', to(code, 'completion-confirmation'));
  };
  const item = async (code: string, days: string): Promise<CommitmentItem> => {
    const { items } = await get(`${agreement}/commitments?limit=100&${days}`);
    return items.find((one: CommitmentItem) => one.code === code);
  };
  const told = async (code: string, days: string) => {
    const { status, timeliness, completedOn, percent, differs } = await item(code, days);
    return { status, timeliness, completedOn, percent, differs };
  };

  const late = '3.09';
  const restated = '3.05';
  const undone = '3.06';
  const returned = '3.07';
  const moved = '3.04';
  const onTime = {
    status: 'completed',
    timeliness: 'completed_on_time',
    completedOn: '2019-11-20',
    percent: 100,
    differs: false,
  };

  beforeAll(async () => {
    world = await RouteWorld.start();
    const { items } = await get(`${agreement}/commitments?limit=100`);
    for (const { id, code } of items as CommitmentItem[]) ids.set(code, id);
    await declare(late);
    await declare(undone);
    await declare(moved);
    await confirm(undone);
    await send('coordinator@nghean', 'POST', to(returned, 'updates'), done);
    on('2019-12-02');
    await send('leader@hanoi', 'DELETE', to(undone, 'completion-confirmation'));
    await send('coordinator@hanoi', 'POST', to(returned, 'return'), { reason: 'Chưa có văn bản.' });
    await declare(moved, { doneOn: '2019-12-01', noEvidenceReason: 'Văn bản giấy.' });
    await confirm(moved);
    on('2019-12-03');
    await confirm(late);
    await declare(restated, { doneOn: '2019-11-20', noEvidenceReason: 'Văn bản giấy.' });
    await confirm(restated);
    on('2019-12-04');
  });
  afterAll(() => world?.stop());

  describe.each([
    ['declared on 20/11 and confirmed on 3/12', late, 'in_progress'],
    ['declared and confirmed on 3/12, done on 20/11', restated, 'not_started'],
  ])('%s', (_what, code, before) => {
    it.each(['asOf=2019-11-25', 'asOf=2019-11-20', 'asOf=2019-11-25&knownAt=2019-12-03'])(
      'counts as completed on time %s',
      async (days) => expect(await told(code, days)).toEqual(onTime),
    );

    it.each([
      'asOf=2019-11-19',
      'knownAt=2019-11-25',
      'asOf=2019-11-25&knownAt=2019-12-02',
      'knownAt=2019-12-02',
    ])('does not count as completed %s', async (days) =>
      expect(await told(code, days)).toMatchObject({ status: before, completedOn: null }),
    );
  });

  it('shows of each side what stands now, with the day on which it was done', async () => {
    const { sides } = await item(restated, 'asOf=2019-11-25');
    expect(sides.map(({ status, percent, doneOn, statedOn }) => [status, percent, doneOn, statedOn])).toEqual(
      twice(['completed', 100, '2019-11-20', '2019-12-03']),
    );
    const then = await item(restated, 'knownAt=2019-11-25');
    expect(then.sides.map(({ doneOn }) => doneOn)).toEqual([null, null]);
  });

  it('does not count a completion that no longer stands, though it was entered by then', async () => {
    expect(await told(undone, 'knownAt=2019-11-25')).toMatchObject({ status: 'completed' });
    expect(await told(undone, 'asOf=2019-11-25&knownAt=2019-12-01')).toMatchObject({ status: 'completed' });
    for (const days of ['asOf=2019-11-25', 'asOf=2019-11-25&knownAt=2019-12-02']) {
      expect(await told(undone, days)).toMatchObject({
        status: 'in_progress',
        completedOn: null,
        percent: 100,
      });
      const { sides } = await item(undone, days);
      expect(
        sides.map(({ status, completionConfirmedAt }) => [status, completionConfirmedAt !== null]),
      ).toEqual([
        ['completed', false],
        ['completed', true],
      ]);
    }
  });

  it('does not count a part that was sent back later, and keeps its percent', async () => {
    const part = async (days: string) => (await item(returned, days)).sides[1]!;
    expect(await part('knownAt=2019-11-25')).toMatchObject({ status: 'completed', doneOn: '2019-11-20' });
    expect(await part('asOf=2019-11-25')).toMatchObject({
      status: 'in_progress',
      doneOn: null,
      percent: 100,
      completionDeclaredAt: null,
      returnedAt: null,
    });
  });

  it('does not count before the later day that was stated instead of an earlier one', async () => {
    const parts = async (days: string) =>
      (await item(moved, days)).sides.map(({ status, doneOn }) => [status, doneOn]);
    expect(await parts('knownAt=2019-11-25')).toEqual(twice(['completed', '2019-11-20']));
    expect(await parts('asOf=2019-11-25')).toEqual(twice(['in_progress', null]));
    expect(await parts('asOf=2019-12-01')).toEqual(twice(['completed', '2019-12-01']));
    expect(await told(moved, 'asOf=2019-12-01')).toMatchObject({
      status: 'completed',
      completedOn: '2019-12-01',
    });
    expect(await told(moved, 'asOf=2019-11-30')).toMatchObject({ status: 'in_progress', completedOn: null });
  });

  it('leaves the deadline, the plan and whose turn it was as they were entered by then', async () => {
    const kept = ({ due, extensions, holder, sides }: CommitmentItem) => ({
      due,
      extensions,
      holder,
      plans: sides.map(({ planConfirmedAt, leadBody, product }) => ({ planConfirmedAt, leadBody, product })),
    });
    for (const day of ['2019-09-15', '2019-11-25']) {
      const { items: byNow } = await get(`${agreement}/commitments?limit=100&asOf=${day}`);
      const { items: byThen } = await get(`${agreement}/commitments?limit=100&knownAt=${day}`);
      expect(byNow.map(kept)).toEqual(byThen.map(kept));
    }
    expect((await item(late, 'asOf=2019-11-25')).holder).toMatchObject({ role: 'leader' });
  });

  it.each([
    'asOf=2019-11-25',
    'knownAt=2019-11-25',
    'asOf=2019-11-25&knownAt=2019-12-02',
    'asOf=2019-11-25&knownAt=2019-12-03',
  ])('has one answer for the dashboard and the list %s', async (days) => {
    const dashboard = await get(`${agreement}/dashboard?${days}`);
    const total = async (query: string) =>
      (await get(`${agreement}/commitments?limit=1&${days}&${query}`)).total;
    for (const group of countGroups)
      expect([group, await total(`group=${group}`)]).toEqual([group, dashboard.counts[group]]);
    for (const { party, counts } of dashboard.bySide)
      for (const group of countGroups)
        expect([party, group, await total(`party=${party}&of=side&group=${group}`)]).toEqual([
          party,
          group,
          counts[group],
        ]);
    const { day, completed, overdue } = dashboard.before;
    const before = `asOf=${day}&knownAt=${dashboard.knownAt}&limit=1`;
    const then = async (query: string) => (await get(`${agreement}/commitments?${before}&${query}`)).total;
    expect(await then('status=completed')).toBe(completed);
    expect(await then('timeliness=overdue')).toBe(overdue);
    const ended = await total('status=completed&dueTo=2100-12-31');
    expect(dashboard.trend.completed.at(-1)?.count ?? 0).toBe(ended);
  });

  it.each([
    'asOf=2019-11-25',
    'knownAt=2019-11-25',
    'asOf=2019-11-25&knownAt=2019-12-02',
    'asOf=2019-11-25&knownAt=2019-12-03',
  ])('has one answer for the list and one commitment %s', async (days) => {
    for (const code of [late, restated, undone, returned, moved]) {
      const listed = await item(code, days);
      expect(await get(`/api/v1/commitments/${listed.id}?${days}`)).toMatchObject(listed);
    }
  });

  it('was overdue on exactly the days on which it counts as overdue, never where it was done in time', async () => {
    const of = (code: string, days: string) => get(`/api/v1/commitments/${ids.get(code)}?${days}`);
    const overdue = [{ due: '2019-11-25', from: '2019-11-26', until: null }];
    expect((await of(late, '')).overdueSpells).toEqual([]);
    expect((await of(late, 'knownAt=2019-12-02')).overdueSpells).toEqual(overdue);
    for (const code of [late, restated, undone, returned, moved, '3.03']) {
      const { overdueSpells } = (await of(code, '')) as CommitmentDetail;
      for (let day = '2019-11-18'; day <= '2019-12-04'; day = addDays(day, 1)) {
        const isIn = overdueSpells.some(({ from, until }) => from <= day && (until === null || day < until));
        const { timeliness } = await of(code, `asOf=${day}`);
        expect([code, day, isIn]).toEqual([code, day, timeliness === 'overdue']);
      }
    }
  });

  it('leaves of one commitment the reports, decisions and turns as they had been entered by then', async () => {
    const of = (days: string) => get(`/api/v1/commitments/${ids.get(restated)}?${days}`);
    const [now, then] = [await of(''), await of('asOf=2019-11-25')];
    expect(now.statements.hanoi).toMatchObject({ status: 'completed', doneOn: '2019-11-20' });
    expect(then.statements.hanoi?.status).not.toBe('completed');
    expect(now.reportCounts.hanoi).toBe(then.reportCounts.hanoi + 1);
    expect(then.turns.length).toBeLessThan(now.turns.length);
    for (const { from, until } of then.turns) {
      expect(from <= '2019-11-25').toBe(true);
      expect(until === null || until <= '2019-11-25').toBe(true);
    }
    const { id } = await item('3.03', '');
    const extended = await get(`/api/v1/commitments/${id}`);
    const [{ requestedAt, status }] = extended.extensionRequests;
    expect(status).toBe('granted');
    const asked = await get(`/api/v1/commitments/${id}?asOf=${dayOf(new Date(requestedAt))}`);
    expect(asked.extensionRequests).toMatchObject([{ status: 'open', decision: null, agreements: [] }]);
    expect(asked.due).not.toEqual(extended.due);
    const before = await get(`/api/v1/commitments/${id}?asOf=${addDays(dayOf(new Date(requestedAt)), -1)}`);
    expect(before.extensionRequests).toEqual([]);
  });

  it('gives no ETag with one commitment as of another day, so that no change rests on it', async () => {
    const of = (days: string) =>
      world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${ids.get(late)}?${days}`);
    expect((await of('')).headers.etag).toMatch(/^"\d+"$/);
    for (const days of ['asOf=2019-11-25', 'knownAt=2019-11-25'])
      expect((await of(days)).headers.etag).toBeUndefined();
    expect((await of('asOf=2019-11-25&knownAt=2019-11-24')).status).toBe(422);
    expect((await of('asOf=2019-01-01')).status).toBe(404);
  });

  it('says by which day it is known', async () => {
    const days = async (query: string) => {
      const { asOf, knownAt } = await get(`${agreement}/dashboard?${query}`);
      return [asOf, knownAt];
    };
    expect(await days('')).toEqual(['2019-12-04', '2019-12-04']);
    expect(await days('asOf=2019-11-25')).toEqual(['2019-11-25', '2019-12-04']);
    expect(await days('knownAt=2019-11-25')).toEqual(['2019-11-25', '2019-11-25']);
    expect(await days('asOf=2019-11-25&knownAt=2019-12-02')).toEqual(['2019-11-25', '2019-12-02']);
    expect(await days('asOf=2020-01-31')).toEqual(['2020-01-31', '2019-12-04']);
    expect(await days('asOf=2019-11-25&knownAt=2020-01-31')).toEqual(['2019-11-25', '2019-12-04']);
  });

  it('refuses a day of entry before the day of the figures, and keeps what was typed on the page', async () => {
    for (const path of [`${agreement}/dashboard`, `${agreement}/commitments`]) {
      const { status, json } = await world.ask(
        'auditor@tracker',
        'GET',
        `${path}?asOf=2019-11-25&knownAt=2019-11-24`,
      );
      expect([path, status, json.errors?.[0]?.field]).toEqual([path, 422, 'knownAt']);
    }
    for (const page of ['/2016-tb-tu/tong-quan', '/2016-tb-tu/cam-ket']) {
      const { status, text } = await world.ask(
        'auditor@tracker',
        'GET',
        `${page}?asOf=25/11/2019&knownAt=24/11/2019`,
      );
      expect([page, status]).toEqual([page, 422]);
      expect(text).toContain('Ngày nhập số liệu không được trước ngày của số liệu.');
      expect(text).toContain('value="24/11/2019"');
    }
  });

  it('costs no query more than today, whichever question is asked', async () => {
    const statements = async () => {
      const { registry } = world.program.app.get(Metrics);
      const text = await registry.getSingleMetricAsString('tracker_database_query_duration_seconds');
      return Number(/_count (\d+)/.exec(text)![1]);
    };
    // Days for which nobody has asked yet; of a day to come the tables themselves are read.
    const asked = [
      'asOf=2020-02-01',
      'asOf=2019-11-21',
      'knownAt=2019-11-22',
      'asOf=2019-11-23&knownAt=2019-12-01',
    ];
    for (const path of ['commitments?limit=100', 'dashboard?']) {
      const costs: number[] = [];
      for (const days of asked) {
        const before = await statements();
        await get(`${agreement}/${path}&${days}`);
        costs.push((await statements()) - before);
      }
      expect([path, costs]).toEqual([path, Array(asked.length).fill(costs[0])]);
    }
  });
});
