import { describe, expect, it } from '@jest/globals';
import { cumulativeOf, standingOf, withFigure, type PeriodFigure, type Term } from './standing.js';
import type { Indicator, IndicatorAdds } from './indicator.js';

const figure = (period: string, actual: number, of: number | null = null): PeriodFigure => ({
  period,
  actual,
  of,
});
const reported = (figures: PeriodFigure[]) =>
  figures.reduce<PeriodFigure[]>((periods, one) => withFigure(periods, one), []);
const comesTo = (adds: IndicatorAdds, figures: PeriodFigure[], unit = 'lượt') =>
  cumulativeOf({ adds, unit }, reported(figures));

describe('what the periods come to', () => {
  const months = [figure('2019-09', 5), figure('2019-10', 9), figure('2019-11', 4)];

  it('is their sum, the latest or the highest', () => {
    expect(comesTo('sum', months)).toBe(18);
    expect(comesTo('latest', months)).toBe(4);
    expect(comesTo('highest', months)).toBe(9);
  });

  it('is of a ratio all that was done out of all that there was, in hundredths where the unit is percent', () => {
    const ratios = [figure('2019-09', 1, 2), figure('2019-10', 9, 10)];
    expect(comesTo('ratio', ratios)).toBe(0.8333);
    expect(comesTo('ratio', ratios, '%')).toBe(83.3333);
    expect(comesTo('ratio', [figure('2019-09', 0, 0)])).toBeNull();
  });

  it.each(['sum', 'latest', 'highest', 'ratio'] as const)(
    'is unknown while nothing was reported: %s',
    (adds) => {
      expect(comesTo(adds, [])).toBeNull();
    },
  );

  it('leaves out of a ratio what was reported before it was one', () => {
    expect(comesTo('ratio', [figure('2019-09', 7), figure('2019-10', 1, 4)])).toBe(0.25);
  });

  it('adds tenths as people do', () => {
    expect(comesTo('sum', [figure('2019-09', 0.1), figure('2019-10', 0.2)])).toBe(0.3);
  });

  it('counts of several figures for a period the last, and goes by the period, whenever it was reported', () => {
    const figures = [figure('2019-11', 4), figure('2019-09', 5), figure('2019-11', 6), figure('2019-10', 1)];
    expect(comesTo('sum', figures)).toBe(12);
    expect(comesTo('latest', figures)).toBe(6);
    expect(comesTo('highest', figures)).toBe(6);
  });
});

describe('how an indicator stands', () => {
  /** 100 days, of which 25 have run on 25/01. */
  const term: Term = { from: '2019-01-01', until: '2019-04-10' };
  const stands = (
    indicator: Partial<Pick<Indicator, 'target' | 'direction' | 'adds'>>,
    cumulative: number | null,
    day = '2019-01-25',
  ) => standingOf({ target: 40, direction: 'up', adds: 'sum', ...indicator }, cumulative, term, day);

  it('has a plan that grows evenly with the term, both of its ends included', () => {
    expect(stands({}, null).pace).toBe(10);
    expect(stands({}, null, '2019-01-01').pace).toBe(0.4);
    expect(stands({}, null, '2018-12-31').pace).toBe(0);
    expect(stands({}, null, '2019-04-10').pace).toBe(40);
    expect(stands({}, null, '2020-01-01').pace).toBe(40);
  });

  it.each([
    ['a ratio', { adds: 'ratio' as const }],
    ['what is to stay low', { adds: 'latest' as const, direction: 'down' as const }],
    ['the highest that may be', { adds: 'highest' as const, direction: 'down' as const }],
  ])('has its target as its plan from the first day: %s', (_name, indicator) => {
    expect(stands(indicator, null).pace).toBe(40);
  });

  it.each<[string, Partial<Indicator>, number | null, string, string]>([
    ['without a target', { target: null }, 5, '2019-01-25', 'no_target'],
    ['without a figure', {}, null, '2019-01-25', 'no_figures'],
    ['short of the plan', {}, 9.9999, '2019-01-25', 'behind'],
    ['at the plan', {}, 10, '2019-01-25', 'on_pace'],
    ['at the target, long before its day', {}, 40, '2019-01-25', 'reached'],
    ['above what may be by then', { direction: 'down' }, 10.0001, '2019-01-25', 'behind'],
    ['below what may be by then, which may still rise', { direction: 'down' }, 0, '2019-01-25', 'on_pace'],
    ['below what may be, at the end', { direction: 'down' }, 40, '2019-04-10', 'reached'],
    ['low enough now', { direction: 'down', adds: 'latest' }, 40, '2019-01-25', 'reached'],
    [
      'none at all, as it should be',
      { direction: 'down', adds: 'latest', target: 0 },
      0,
      '2019-01-25',
      'reached',
    ],
    ['one where none should be', { direction: 'down', target: 0 }, 1, '2019-01-25', 'behind'],
  ])('%s', (_name, indicator, cumulative, day, state) => {
    expect(stands(indicator, cumulative, day).state).toBe(state);
  });

  it('has a share of its target only where there is one, and a figure', () => {
    expect(stands({}, 10).share).toBe(0.25);
    expect(stands({}, 50).share).toBe(1.25);
    expect(
      [stands({}, null), stands({ target: null }, 5), stands({ target: 0 }, 5)].map((one) => one.share),
    ).toEqual([null, null, null]);
  });
});
