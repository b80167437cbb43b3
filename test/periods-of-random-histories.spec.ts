import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import { addDays, instantOf, type Day } from '../src/platform/clock.js';
import type { FrozenPeriod, PeriodFigures } from '../src/periods/periods.types.js';
import { Random } from './fuzz/random.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(240_000);

const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const parties = ['hanoi', 'nghean'];
const CHANGES_A_DAY = 4;
const DAYS = 9;

/** Whatever people do before and after a closing, in whatever order. */
describe.each([11, 12, 13])('a frozen period, with the history of seed %d', (seed) => {
  const random = new Random(seed);
  const period = ['2019-08', '2019-Q3', '2019-11'][seed - 11]!;
  let world: RouteWorld;
  let items: CommitmentItem[];
  beforeAll(async () => {
    world = await RouteWorld.startAlone({ day: '2019-11-21' });
    ({ items } = (await world.ask('auditor@tracker', 'GET', `${AGREEMENT}/commitments?limit=100`)).json);
  });
  afterAll(() => world?.stop());

  const get = async <T>(path: string): Promise<T> => (await world.ask('auditor@tracker', 'GET', path)).json;
  const frozen = (code: string) => get<FrozenPeriod>(`/api/v1/frozen/${code}`);
  const replayed = (asOf: Day, knownAt: Day) =>
    get<PeriodFigures>(`${AGREEMENT}/dashboard?asOf=${asOf}&knownAt=${knownAt}`);

  /** One of what people do; what is not possible is refused, and changes nothing. */
  const act = async (today: Day): Promise<void> => {
    const party = random.pick(parties);
    const commitment = `/api/v1/commitments/${random.pick(items).id}`;
    const doneOn = addDays(today, -random.below(60));
    const say = (status: string, percent: number, more: object = {}) => ({
      status,
      percent,
      results: 'Kết quả.',
      ...more,
    });
    const [who, method, path, body] = random.pick<
      readonly [string, 'POST' | 'PUT' | 'DELETE', string, object?]
    >([
      ['coordinator', 'POST', 'updates', say('in_progress', random.below(100))],
      ['coordinator', 'POST', 'updates', say('in_progress', random.below(100), { period: '2019-10' })],
      ['coordinator', 'POST', 'updates', say('in_progress', random.below(100), { period: '2019-11' })],
      ['coordinator', 'POST', 'updates', say('completed', 100, { doneOn, noEvidenceReason: 'Bản giấy.' })],
      ['coordinator', 'POST', 'updates', say('suspended', 50)],
      ['leader', 'PUT', 'completion-confirmation'],
      ['leader', 'DELETE', 'completion-confirmation'],
      ['coordinator', 'POST', 'return', { reason: 'Thiếu văn bản.' }],
    ]);
    const { status } = await world.ask(`${who}@${party}`, method, `${commitment}/${path}`, body, {
      'if-match': '*',
    });
    expect(status).toBeLessThan(500);
  };
  /** A few things on each of some days; nothing is entered on the day of a closing after it. */
  const live = async (from: Day): Promise<Day> => {
    let day = from;
    for (let i = 0; i < DAYS; i++, day = addDays(day, 1)) {
      world.program.clock.moveTo(instantOf(day, '09:00'));
      for (let n = 0; n < CHANGES_A_DAY; n++) await act(day);
    }
    world.program.clock.moveTo(instantOf(day, '17:00'));
    return day;
  };
  const counted = ({ total, counts, bySector, bySide, dated, undated, reached }: PeriodFigures) => ({
    total,
    counts,
    bySector,
    dated,
    undated,
    reached,
    sides: bySide.map((side) => [side.party, side.counts, side.completionRate]),
  });

  it('equals a replay of what was known, never changes, and every change of a figure has its correction', async () => {
    const closedOn = await live('2019-11-22');
    const path = `${AGREEMENT}/periods/${period}`;
    const { json } = await world.ask('coordinator@nghean', 'PUT', `${path}/closing`);
    const first = await frozen(json.code);
    expect(first.corrections).toEqual([]);

    const correctedOn = await live(addDays(closedOn, 1));
    const { corrections, ...kept } = await frozen(json.code);
    expect({ ...kept, corrections: [] }).toEqual(first);
    expect(counted(first.figures)).toEqual(counted(await replayed(first.period.to, closedOn)));

    const now = await get<{ figures: PeriodFigures }>(path);
    if (corrections.length === 0) expect(now.figures).toEqual(first.figures);
    // What is said to have changed leads from the frozen state to the present one.
    const next = await world.ask('coordinator@nghean', 'POST', `${path}/corrections`, {
      replaces: json.code,
    });
    expect(next.status).toBe(corrections.length > 0 ? 201 : 422);
    if (corrections.length === 0) return;
    const second = await frozen(next.json.code);
    expect(second.figures).toEqual(now.figures);
    expect(second.since).toEqual({ code: json.code, corrections });
    expect(counted(second.figures)).toEqual(counted(await replayed(first.period.to, correctedOn)));
    for (const { at, by } of corrections.filter(({ party }) => party !== null))
      expect([at! > first.closedAt, by]).toEqual([true, expect.anything()]);
  });
});
