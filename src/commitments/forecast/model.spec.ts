import { describe, expect, it } from '@jest/globals';
import { randomFrom, syntheticHistories } from '../../../test/support/synthetic-histories.js';
import { numberOf, standingOn, type History, type Standing } from './history.js';
import { outcomeOf, termsOf } from './landmarks.js';
import { fit, sigmoid, type Row } from './logistic.js';
import { alike, seenOf } from './alike.js';
import { chanceOf, isEnough, isSilent, learn, paceOf } from './model.js';
import { closedBy } from './landmarks.js';
import { qualityOf } from './quality.js';
import { forecastOf } from './forecast.of.js';

const START = numberOf('2019-01-01');

/** Due 300 days after its start. @param at percents by the day on which they were reported */
function history(at: Record<number, number> = {}, more: Partial<History> = {}): History {
  const steps = Object.entries(at).map(([day, percent]) => [START + Number(day), percent] as const);
  return {
    id: 1,
    agreementId: 1,
    sectorId: 1,
    startsOn: START,
    trackedOn: START,
    isOriginal: true,
    states: [
      [START, 'not_started', 0, START + 300, 0, null],
      ...steps.map(([day, percent]): History['states'][number] => [
        day,
        'in_progress',
        percent,
        START + 300,
        0,
        null,
      ]),
    ],
    sides: ['hanoi', 'nghean'].map((party, index) => ({
      party,
      states: [
        [START, 'not_started', null, index + 1, null],
        ...steps.map(([day, percent]): History['sides'][number]['states'][number] => [
          day,
          'in_progress',
          percent,
          index + 1,
          day,
        ]),
      ],
    })),
    ...more,
  };
}

const nothing = learn([], START);
const standing = (share: number, progress: number, more: Partial<Standing> = {}): Standing => ({
  term: { number: 0, from: START, dueOn: START + 300, base: 0 },
  share,
  percent: progress,
  progress,
  silentDays: 0,
  sectorId: 1,
  bodyIds: [1, 2],
  ...more,
});

describe('what is learnt', () => {
  it('finds the coefficients that made the outcomes', () => {
    const random = randomFrom(7);
    const made = [-0.5, 1.5, 0.8];
    const rows = Array.from({ length: 20_000 }, (): Row => {
      const values = [1, random() * 4 - 2, random() * 4 - 2];
      const p = sigmoid(values.reduce((sum, value, i) => sum + value * made[i]!, 0));
      return { at: [0, 1, 2], values, outcome: random() < p, weight: 1 };
    });
    const found = fit(rows, { mean: [0, 0, 0], sd: [10, 10, 10] });
    for (const [i, one] of found.entries()) expect(Math.abs(one - made[i]!)).toBeLessThan(0.08);
  });

  it('stays finite where outcomes are nearly separated and steps would overshoot: 2,000 of them', () => {
    const rows = Array.from({ length: 2000 }, (_, n): Row => {
      const x = (n % 400) / 20 - 10;
      return { at: [0, 1], values: [1, x], outcome: n === 1 || x > 3, weight: 1 };
    });
    const found = fit(rows, { mean: [0, 2], sd: [0.7, 0.7] });
    expect(found.every(Number.isFinite)).toBe(true);
    // Where it ends, no step leads any further up.
    expect(fit(rows, { mean: [0, 2], sd: [0.7, 0.7] })).toEqual(found);
    expect(sigmoid(found[0]! + found[1]! * 9)).toBeGreaterThan(0.98);
  });

  it('is the pace curve and nothing else where there is no data', () => {
    for (const [share, progress] of [
      [0.2, 20],
      [0.5, 65],
      [0.5, 35],
      [0.9, 10],
    ] as const)
      expect(chanceOf(nothing, standing(share, progress))).toBeCloseTo(
        sigmoid(2 * Math.max(-3, (progress / share - 100) / 30)),
        10,
      );
    expect(chanceOf(nothing, standing(0.5, 50, { silentDays: 91 }))).toBeCloseTo(sigmoid(-0.5), 10);
    expect(isSilent({ silentDays: 90 })).toBe(false);
  });

  it('never gives more progress less of a chance, even where the past was the other way round', () => {
    const contrary = Array.from({ length: 300 }, (_, n) =>
      history({ 20: n % 2 ? 90 : 5 }, { id: n, states: closing(n % 2 ? 350 : 280, n % 2 ? 90 : 5) }),
    ).flatMap((one) => termsOf(one, START + 400));
    for (const model of [nothing, learn(contrary, START + 400), learned(3, 800)])
      for (const share of [0.05, 0.3, 0.5, 0.95])
        for (let progress = 1; progress <= 100; progress++)
          expect(chanceOf(model, standing(share, progress))).toBeGreaterThanOrEqual(
            chanceOf(model, standing(share, progress - 1)),
          );
  });

  it('sees through reports that run ahead, where the pace alone would not', () => {
    const world = { startsOn: '2012-01-01', until: '2019-12-31', isOptimistic: true };
    const terms = syntheticHistories({ ...world, seed: 1, count: 500 }).flatMap((one) =>
      termsOf(one, numberOf(world.until)),
    );
    const fresh = syntheticHistories({ ...world, seed: 2, count: 500 }).flatMap((one) =>
      termsOf(one, numberOf(world.until)),
    );
    const score = (model: typeof nothing) => brier(model, fresh, numberOf(world.until));
    expect(score(learn(terms, numberOf(world.until)))).toBeLessThan(score(nothing) - 0.05);
  });

  it('takes 30 closed histories, 10 of them late', () => {
    expect([
      isEnough({ closed: 30, late: 10 }),
      isEnough({ closed: 29, late: 29 }),
      isEnough({ closed: 300, late: 9 }),
    ]).toEqual([true, false, false]);
  });
});

/** States of one that reported a percent on the 20th day and was done on another. */
function closing(doneOn: number, percent: number): History['states'] {
  const due = START + 300;
  return [
    [START, 'not_started', 0, due, 0, null],
    [START + 20, 'in_progress', percent, due, 0, null],
    [START + doneOn, 'completed', 100, due, 0, START + doneOn],
  ];
}

function learned(seed: number, count: number) {
  const until = '2019-12-31';
  const all = syntheticHistories({ seed, count, startsOn: '2012-01-01', until });
  return learn(
    all.flatMap((one) => termsOf(one, numberOf(until))),
    numberOf(until),
  );
}

function brier(model: ReturnType<typeof learn>, terms: ReturnType<typeof termsOf>, known: number): number {
  const asked = terms.flatMap(({ history: of, half }) => {
    const outcome = half && outcomeOf(of, half.standing.term.dueOn, known);
    return outcome === null ? [] : [(chanceOf(model, half!.standing) - Number(outcome)) ** 2];
  });
  return asked.reduce((sum, one) => sum + one, 0) / asked.length;
}

describe('what a landmark rests on', () => {
  it('nothing that happened after its day: changed at random, it stays the same, to the last figure of the model', () => {
    const random = randomFrom(11);
    const until = '2019-12-31';
    const all = syntheticHistories({ seed: 5, count: 150, startsOn: '2014-01-01', until });
    for (const year of [2015, 2016, 2017, 2018]) {
      const cut = numberOf(`${year}-06-30`);
      const changed = all.map((one) => anotherFuture(one, cut, random));
      expect(changed).not.toEqual(all);
      const terms = (of: History[], upTo: number) => of.flatMap((one) => termsOf(one, upTo));
      const landmarks = (of: History[]) =>
        terms(of, numberOf(until))
          .flatMap(({ landmarks: marks }) => marks)
          .filter(({ day }) => day <= cut);
      // More is read than the day allows; what was learnt by then must not show it.
      expect(landmarks(changed)).toEqual(landmarks(all));
      expect(learn(terms(changed, numberOf(until)), cut)).toEqual(learn(terms(all, cut), cut));
      for (const [index, one] of all.entries())
        expect(standingOn(changed[index]!, cut)).toEqual(standingOn(one, cut));
    }
  });

  it('a report tells from its evening on; a day of completion only once it was entered', () => {
    const done = history(
      {},
      {
        states: closing(250, 60).map((state) =>
          state[1] === 'completed' ? [START + 320, ...state.slice(1, 5), START + 280] : state,
        ) as History['states'],
      },
    );
    expect(standingOn(done, START + 19)).toMatchObject({ percent: 0 });
    expect(standingOn(done, START + 20)).toMatchObject({ percent: 60, progress: 60 });
    expect(standingOn(done, START + 290)).toMatchObject({ percent: 60 });
    expect([outcomeOf(done, START + 300, START + 319), outcomeOf(done, START + 300, START + 320)]).toEqual([
      null,
      true,
    ]);
    expect(outcomeOf(done, START + 279, START + 320)).toBe(false);
  });

  it('what is open counts as late a month after its deadline, and what was stopped as neither', () => {
    const open = history({ 20: 60 });
    expect([outcomeOf(open, START + 300, START + 329), outcomeOf(open, START + 300, START + 330)]).toEqual([
      null,
      false,
    ]);
    for (const status of ['suspended', 'withdrawn'] as const) {
      const stopped = history(
        {},
        { states: [...open.states, [START + 200, status, 60, START + 300, 0, null]] },
      );
      expect(outcomeOf(stopped, START + 300, START + 400)).toBeNull();
      expect(standingOn(stopped, START + 210)).toBeNull();
    }
  });

  it('an extension begins another term, with what was left to do; the first one is held against the first deadline', () => {
    const extended = history(
      {},
      {
        states: [
          [START, 'not_started', 0, START + 300, 0, null],
          [START + 40, 'in_progress', 60, START + 300, 0, null],
          [START + 200, 'in_progress', 60, START + 400, 1, null],
          [START + 300, 'in_progress', 80, START + 400, 1, null],
          [START + 390, 'completed', 100, START + 400, 1, START + 390],
        ],
      },
    );
    expect(standingOn(extended, START + 300)).toMatchObject({
      term: { number: 1, from: START + 200, dueOn: START + 400, base: 60 },
      share: 0.5,
      progress: 50,
    });
    const closed = closedBy(termsOf(extended, START + 500), START + 500);
    expect(closed.map(({ term, isOnTime }) => [term.number, isOnTime])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  it('silence is that of the side that is still to report, since it was entered where it never has', () => {
    const [hanoi, nghean] = history({ 20: 60 }).sides;
    const sides = [
      { ...hanoi!, states: [...hanoi!.states, [START + 100, 'completed', 100, 1, START + 100]] as never },
      { ...nghean!, states: nghean!.states.slice(0, 1) },
    ];
    expect(standingOn(history({ 20: 60 }, { sides }), START + 150)!.silentDays).toBe(150);
    const both = sides.map(({ party }) => ({ party, states: sides[0]!.states }));
    expect(standingOn(history({ 20: 60 }, { sides: both }), START + 150)).toBeNull();
  });

  it('a term of less than a month is looked at once, in its middle', () => {
    const states: History['states'] = [[START, 'in_progress', 10, START + 20, 0, null]];
    const [term] = termsOf(history({}, { states }), START + 60);
    expect(term!.landmarks.map(({ day }) => day)).toEqual([START + 10]);
  });
});

describe('what is said', () => {
  it('counts those that stood alike once each, and no others', () => {
    const closed = closedBy(
      [280, 320].flatMap((done) => termsOf(history({}, { states: closing(done, 60) }), START + 400)),
      START + 400,
    );
    const seen = closed.map(seenOf);
    expect(alike(seen, standing(0.5, 50))).toEqual({ count: 2, onTime: 1 });
    expect(alike(seen, standing(0.5, 40))).toEqual({ count: 0, onTime: 0 });
    expect(paceOf({ progress: 65, share: 0.5 })).toBeCloseTo(1, 10);
  });

  it('no chance too early, overdue, declared, of too little, or where nothing could be learnt', () => {
    const learnt = (closed: number, late: number) => ({
      model: { ...nothing, closed, late },
      seen: [],
      sectors: {},
    });
    const of = (
      day: number,
      known: ReturnType<typeof learnt> | null = learnt(30, 10),
      one = history({ 20: 60 }),
    ) => forecastOf(one, START + day, known);
    expect(of(150)).toMatchObject({ chance: 70, without: null, percent: 60, silentDays: 130 });
    expect(of(29)).toMatchObject({ chance: null, without: 'early', alike: null });
    expect(of(301)).toMatchObject({ chance: null, without: 'overdue' });
    expect(of(150, learnt(29, 10))).toMatchObject({ chance: null, without: 'few_histories' });
    expect(of(150, null)).toMatchObject({ chance: null, without: 'unavailable', learntFrom: null });
    const stopped = history({}, { states: [[START, 'suspended', 0, START + 300, 0, null]] });
    expect(of(150, learnt(30, 10), stopped)).toBeNull();
    const undated = history({}, { states: [[START, 'in_progress', 0, null, 0, null]] });
    expect(of(150, learnt(30, 10), undated)).toBeNull();
  });

  it('holds forecasts at half of the term against what came of them, by what was known then', () => {
    const until = numberOf('2019-12-31');
    const terms = syntheticHistories({
      seed: 9,
      count: 300,
      startsOn: '2012-01-01',
      until: '2019-12-31',
    }).flatMap((one) => termsOf(one, until));
    const quality = qualityOf(terms, 1, until);
    expect(quality.count).toBeGreaterThan(100);
    expect(quality.brier!).toBeLessThan(quality.baseRateBrier!);
    expect(quality.calibration.reduce((sum, { count }) => sum + count, 0)).toBe(quality.count);
    expect(quality.calibration.reduce((sum, { onTime }) => sum + onTime, 0)).toBe(quality.onTime);
    expect(qualityOf(terms, 2, until)).toMatchObject({ count: 0, brier: null, calibration: [] });
    expect(qualityOf(terms.slice(0, 25), 1, until).count).toBe(0);
  });
});

/** The same up to an evening, and after it whatever chance makes of it. */
function anotherFuture(one: History, cut: number, random: () => number): History {
  const after = cut + 1 + Math.floor(random() * 200);
  const kept = one.states.filter(([since]) => since <= cut);
  const last = kept.at(-1);
  if (!last)
    return { ...one, states: one.states.map((state) => [state[0], state[1], 7, state[3], 0, state[5]]) };
  const done = random() < 0.5;
  return {
    ...one,
    states: [
      ...kept,
      [after, done ? 'completed' : 'suspended', 100, last[3], last[4], done ? after - 100 : null],
    ],
    sides: one.sides.map(({ party, states }) => ({
      party,
      states: states.filter(([since]) => since <= cut),
    })),
  };
}
