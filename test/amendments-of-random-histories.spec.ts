import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentItem, EventItem } from '../src/commitments/commitment.types.js';
import { addDays, dayOf, instantOf, type Day } from '../src/platform/clock.js';
import { Random } from './fuzz/random.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(240_000);

const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const START: Day = '2019-11-21';
const DAYS = 8;
const parties = ['hanoi', 'nghean'];

/** What a day looked like, to be found again on any later day. */
interface Seen {
  day: Day;
  total: number;
  counts: Record<string, number>;
  bySide: unknown;
  items: unknown[];
}

describe.each([21, 22, 23])('amendments among other things, with the history of seed %d', (seed) => {
  const random = new Random(seed);
  let world: RouteWorld;
  const seen: Seen[] = [];
  let inForce = 0;

  const get = async (path: string) => (await world.ask('auditor@tracker', 'GET', path)).json;
  const list = async (days = ''): Promise<CommitmentItem[]> =>
    (await get(`${AGREEMENT}/commitments?limit=100${days}`)).items;
  const look = async (day: Day, days = ''): Promise<Seen> => {
    const { total, counts, bySide } = await get(`${AGREEMENT}/dashboard${days && `?${days.slice(1)}`}`);
    const items = (await list(days)).map(({ code, title, status, percent, due, timeliness, sides }) => ({
      code,
      title,
      status,
      percent,
      due: due.value,
      timeliness,
      sides: sides.map((side) => [side.party, side.status, side.percent, side.ended]),
    }));
    return { day, total, counts, bySide, items };
  };

  /** Of one to three changes, whatever they are; what cannot be is refused and changes nothing. */
  async function amend(day: Day, items: readonly CommitmentItem[]): Promise<void> {
    const title = { vi: `Nội dung ${day} ${random.below(1000)}`, en: 'Words' };
    const one = () => random.pick(items).code;
    const kinds = [
      () => ({
        kind: 'add',
        sector: random.pick(items).sector.code,
        title,
        due: addDays(day, random.below(90)),
      }),
      () => ({ kind: 'reword', commitment: one(), title }),
      () => ({ kind: 'reword', commitment: one(), due: addDays(day, 1 + random.below(200)) }),
      () => ({ kind: 'withdraw', commitment: one() }),
      () => ({ kind: 'merge', commitment: one(), into: one() }),
    ];
    const changes = Array.from({ length: 1 + random.below(3) }, () => random.pick(kinds)());
    const source = { number: `${random.below(99)}-BB/TU`, title: 'Biên bản', issuedOn: day };
    const [from, to] = random.below(2) === 0 ? parties : parties.toReversed();
    const made = await world.ask(`coordinator@${from}`, 'POST', `${AGREEMENT}/amendments`, {
      source,
      changes,
    });
    expect([201, 422]).toContain(made.status);
    if (made.status !== 201) return;
    await report(items);
    const body =
      random.below(5) === 0
        ? { decision: 'rejected', reason: 'Không.' }
        : { decision: 'approved', reason: '' };
    const url = `/api/v1/amendments/${made.json.id}`;
    const answer = await world.ask(`coordinator@${to}`, 'PUT', `${url}/agreement`, body);
    expect([200, 422]).toContain(answer.status);
    if (answer.status === 422) await world.ask(`coordinator@${from}`, 'DELETE', url);
    else if (answer.json.status === 'in_force') inForce += 1;
  }

  async function report(items: readonly CommitmentItem[]): Promise<void> {
    const url = `/api/v1/commitments/${random.pick(items).id}/updates`;
    const said = random.pick([
      { status: 'in_progress', percent: random.below(100) },
      { status: 'suspended', percent: 30 },
      { status: 'withdrawn', percent: 0 },
    ]);
    const body = { ...said, results: 'Kết quả.' };
    const who = `coordinator@${random.pick(parties)}`;
    expect((await world.ask(who, 'POST', url, body, { 'if-match': '*' })).status).toBeLessThan(500);
  }

  beforeAll(async () => {
    world = await RouteWorld.startAlone({ day: START });
    for (let n = 0; n < DAYS; n += 1) {
      const day = addDays(START, n);
      world.program.clock.moveTo(instantOf(day, '10:00'));
      for (let times = 0; times < 3; times += 1) {
        await amend(day, await list());
        await report(await list());
      }
      seen.push(await look(day));
    }
    world.program.clock.moveTo(instantOf(addDays(START, DAYS), '10:00'));
  });
  afterAll(() => world?.stop());

  it('finds each day again as it was, by what was known then', async () => {
    expect(inForce).toBeGreaterThan(2);
    for (const before of seen) {
      const { day } = before;
      expect(await look(day, `&asOf=${day}&knownAt=${day}`)).toEqual(before);
    }
  });

  it('has wording, deadline and end of each commitment as its events tell them, on each day', async () => {
    const now = await list();
    for (const { id, code } of now) {
      const events: EventItem[] = (
        await get(`/api/v1/commitments/${id}/events?limit=100`)
      ).items.toReversed();
      for (const { day, items } of seen) {
        const upTo = events.filter(({ at }) => dayOf(new Date(at)) <= day);
        const found = items.find((one) => (one as { code: string }).code === code) as
          { title: unknown; status: string; sides: [string, string, number, boolean][] } | undefined;
        if (!found) {
          expect([code, day, upTo.length]).toEqual([code, day, 0]);
          continue;
        }
        const hasEnded = upTo.some(
          ({ kind }) => kind === 'amendment_withdrawn' || kind === 'amendment_merged',
        );
        expect([code, day, found.sides.map(([, , , ended]) => ended)]).toEqual([
          code,
          day,
          [hasEnded, hasEnded],
        ]);
        if (hasEnded) expect([code, day, found.status]).toEqual([code, day, 'withdrawn']);
        const reworded = upTo.findLast(({ kind, data }) => kind === 'amendment_reworded' && data.titleTo);
        if (reworded) expect([code, day, found.title]).toEqual([code, day, reworded.data.titleTo]);
        const last = events.find(
          ({ kind, data, at }) =>
            kind === 'amendment_reworded' && data.titleFrom && dayOf(new Date(at)) > day,
        );
        if (last && !reworded) expect([code, day, found.title]).toEqual([code, day, last.data.titleFrom]);
      }
    }
  });

  it('counts every commitment of every day in one group', () => {
    for (const { total, counts, items } of seen) {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
      expect(items.length).toBe(total);
    }
  });
});
