import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommitmentDetail, CommitmentItem } from '../src/commitments/commitment.types.js';
import type { Dashboard } from '../src/dashboard/dashboard.types.js';
import { instantOf } from '../src/platform/clock.js';
import { RouteWorld } from './support/route-world.js';

const agreement = '/api/v1/agreements/2016-tb-tu';
const offices = ['coordinator@hanoi', 'coordinator@nghean'];

describe('how late completions are entered, and how long they wait to be confirmed', () => {
  let world: RouteWorld;
  const ids = new Map<string, number>();

  const get = async (path: string) => {
    const { status, json } = await world.ask('auditor@tracker', 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  const send = async (who: string, method: 'POST' | 'PUT', path: string, body?: object) => {
    const { status, text } = await world.ask(who, method, path, body, { 'if-match': '*' });
    expect([path, text, status < 300]).toEqual([path, text, true]);
  };
  const to = (code: string, resource: string) => `/api/v1/commitments/${ids.get(code)}/${resource}`;
  const on = (day: string) => world.program.clock.moveTo(instantOf(day, '09:00'));
  const declare = async (code: string, day: object = {}) => {
    for (const who of offices)
      await send(who, 'POST', to(code, 'updates'), {
        status: 'completed',
        percent: 100,
        results: 'Đã xong.',
        ...day,
      });
  };
  const confirm = (code: string, who: string) => send(who, 'PUT', to(code, 'completion-confirmation'));
  const figures = async (days = ''): Promise<Dashboard['completions']> =>
    (await get(`${agreement}/dashboard?${days}`)).completions;
  const total = async (query: string) => (await get(`${agreement}/commitments?limit=1&${query}`)).total;

  const story = '3.09';
  const byOffice = '3.05';
  const unconfirmed = '3.06';
  let before: Dashboard['completions'];

  beforeAll(async () => {
    world = await RouteWorld.start();
    const { items } = await get(`${agreement}/commitments?limit=100`);
    for (const { id, code } of items as CommitmentItem[]) ids.set(code, id);
    before = await figures();
    await declare(story);
    on('2019-12-02');
    await declare(byOffice, { doneOn: '2019-11-20', noEvidenceReason: 'Văn bản giấy.' });
    await declare(unconfirmed, { doneOn: '2019-11-28', noEvidenceReason: 'Văn bản giấy.' });
    on('2019-12-03');
    await confirm(story, 'leader@hanoi');
    await confirm(story, 'leader@nghean');
    await confirm(byOffice, 'leader@hanoi');
    await confirm(byOffice, 'coordinator@nghean');
    on('2019-12-05');
  });
  afterAll(() => world?.stop());

  const of = ({ byConfirmer }: Dashboard['completions'], party: string, role: string) => {
    const found = byConfirmer.find((one) => one.party === party && one.role === role);
    const { confirmed, waiting } = found ?? {};
    return {
      confirmed: [confirmed?.count ?? 0, confirmed?.totalWorkingDays ?? 0],
      waiting: [waiting?.count ?? 0, waiting?.totalWorkingDays ?? 0],
    };
  };

  it('counts the nine working days from 20/11 to 3/12 for the leader of each side, and for nobody before that', async () => {
    const [then, now] = [await figures('knownAt=2019-12-02'), await figures()];
    for (const party of ['hanoi', 'nghean']) {
      const earlier = of(before, party, 'leader').confirmed;
      expect(of(then, party, 'leader').confirmed).toEqual(earlier);
      const [count, days] = of(now, party, 'leader').confirmed as [number, number];
      // 3.09 for nine; 3.05, declared on 2/12, for one, at Nghệ An by the office.
      const atOnce = party === 'hanoi' ? 1 : 0;
      expect([count, days]).toEqual([earlier[0]! + 1 + atOnce, earlier[1]! + 9 + atOnce]);
    }
    const { confirmed: office } = of(now, 'nghean', 'coordinator');
    const earlier = of(before, 'nghean', 'coordinator').confirmed;
    expect(office).toEqual([earlier[0]! + 1, earlier[1]! + 1]);
  });

  it('counts apart what still waits, day by day, for the leader of its side', async () => {
    const counted = async (days: string) => of(await figures(days), 'hanoi', 'leader').waiting;
    const earlier = of(before, 'hanoi', 'leader').waiting;
    // What waited on 20/11 already waits eleven working days longer.
    expect(await counted('')).toEqual([earlier[0]! + 1, earlier[1]! + 11 * earlier[0]! + 3]);
    expect(await counted('knownAt=2019-12-01')).toEqual([earlier[0]! + 1, earlier[1]! + 8 * earlier[0]! + 8]);
  });

  it('counts the days from the day done to the day stated for the body that stated it', async () => {
    const { sides } = (await get(`/api/v1/commitments/${ids.get(byOffice)}`)) as CommitmentDetail;
    const now = await figures();
    for (const { party, leadBody } of sides) {
      const lag = (all: Dashboard['completions']) =>
        all.byBody.find(({ code }) => code === leadBody.code)?.entry ?? { count: 0, totalDays: 0, late: 0 };
      const same = await Promise.all(
        [story, unconfirmed].map(async (code) => {
          const one = (await get(`/api/v1/commitments/${ids.get(code)}`)) as CommitmentDetail;
          return one.sides.find((side) => side.party === party)!.leadBody.code === leadBody.code ? 1 : 0;
        }),
      );
      const [ofStory, ofWaiting] = same as [number, number];
      expect(lag(now)).toMatchObject({
        count: lag(before).count + 1 + ofStory + ofWaiting,
        totalDays: lag(before).totalDays + 12 + 4 * ofWaiting,
        late: lag(before).late + 1,
      });
    }
  });

  const asked = [
    '',
    'asOf=2019-11-25',
    'knownAt=2019-11-25',
    'asOf=2019-11-25&knownAt=2019-12-02',
    'knownAt=2019-12-02',
    'asOf=2020-01-31',
  ];

  it.each(asked)(
    'adds up to the same by side, by body, by confirmer and over the commitments: %s',
    async (days) => {
      const { bySide, byBody, byConfirmer } = await figures(days);
      const { items } = await get(`${agreement}/commitments?limit=100&${days}`);
      const single: CommitmentDetail[] = await Promise.all(
        (items as CommitmentItem[]).map(({ id }) => get(`/api/v1/commitments/${id}?${days}`)),
      );
      const parts = single.flatMap(({ sides, completion }) =>
        sides.flatMap(({ party, completionConfirmedAt }) => {
          const own = completion[party];
          return own ? [{ party, isConfirmed: completionConfirmedAt !== null, ...own }] : [];
        }),
      );
      const lags = (list: typeof bySide | typeof byBody) => ({
        count: sumOf(list, ({ entry }) => entry.count),
        days: sumOf(list, ({ entry }) => entry.totalDays),
        late: sumOf(list, ({ entry }) => entry.late),
        longest: Math.max(...list.map(({ entry }) => entry.longestDays ?? 0), 0),
      });
      const expected = {
        count: parts.length,
        days: sumOf(parts, ({ entryLagDays }) => entryLagDays),
        late: parts.filter(({ entryLagDays }) => entryLagDays > 10).length,
        longest: Math.max(...parts.map(({ entryLagDays }) => entryLagDays), 0),
      };
      expect(parts.length).toBeGreaterThan(0);
      expect([lags(bySide), lags(byBody)]).toEqual([expected, expected]);
      for (const which of ['confirmed', 'waiting'] as const) {
        const own = parts.filter(({ isConfirmed }) => isConfirmed === (which === 'confirmed'));
        const waits = (list: { [key in typeof which]: (typeof bySide)[0]['confirmed'] }[]) => [
          sumOf(list, (one) => one[which].count),
          sumOf(list, (one) => one[which].totalWorkingDays),
          Math.max(...list.map((one) => one[which].longestWorkingDays ?? 0), 0),
        ];
        const right = [
          own.length,
          sumOf(own, ({ waitingWorkingDays }) => waitingWorkingDays),
          Math.max(...own.map(({ waitingWorkingDays }) => waitingWorkingDays), 0),
        ];
        expect([which, waits(bySide), waits(byBody), waits(byConfirmer)]).toEqual([
          which,
          right,
          right,
          right,
        ]);
      }
      for (const { entry, confirmed } of byBody) {
        expect(entry.averageDays).toBe(
          entry.count ? Math.round((entry.totalDays / entry.count) * 10) / 10 : null,
        );
        expect(confirmed.averageWorkingDays === null).toBe(confirmed.count === 0);
      }
    },
  );

  it.each(asked)('opens for each number the list of as many commitments: %s', async (days) => {
    const { byBody, byConfirmer } = await figures(days);
    for (const { code, party, entry, waiting } of byBody) {
      const own = `${days}&party=${party}&statedBy=${code}`;
      expect([code, await total(own)]).toEqual([code, entry.count]);
      expect([code, await total(`${own}&quality=entered_late`)]).toEqual([code, entry.late]);
      expect([code, await total(`${own}&confirmation=completion_pending`)]).toEqual([code, waiting.count]);
    }
    for (const { party, role, confirmed, waiting } of byConfirmer) {
      const by = `confirmedBy=${party}.${role}`;
      expect([by, await total(`${days}&${by}`)]).toEqual([by, confirmed.count]);
      if (role === 'leader')
        expect(await total(`${days}&party=${party}&confirmation=completion_pending`)).toBe(waiting.count);
    }
  });

  it.each(['', 'knownAt=2019-12-02'])(
    'stands on the overview, each number with its list: %s',
    async (days) => {
      const { text } = await world.ask('auditor@tracker', 'GET', `/2016-tb-tu/tong-quan?${days}`);
      const section = /<section class="section" id="completions".*?<\/section>/s.exec(text)![0];
      const links = [...section.matchAll(/href="\/2016-tb-tu\/cam-ket\?([^"]+)">(\d+)</g)];
      expect(links.length).toBeGreaterThan(10);
      for (const [, query, number] of links) {
        const filter = query!.replaceAll('&amp;', '&');
        expect(filter).toContain(days);
        expect([filter, await total(filter)]).toEqual([filter, Number(number)]);
      }
    },
  );
});

const sumOf = <T>(list: T[], of: (one: T) => number) => list.reduce((sum, one) => sum + of(one), 0);
