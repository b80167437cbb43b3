import { daysBetween, type Day } from '../../platform/clock.js';
import type { Indicator } from './indicator.js';

/** What a side stated for one period: the last figure of it. */
export interface PeriodFigure {
  /** `2019-11` */
  period: string;
  actual: number;
  of: number | null;
}

/** How an indicator stands; docs/rules.md §3f says each. */
export const indicatorStates = ['no_target', 'no_figures', 'behind', 'on_pace', 'reached'] as const;
export type IndicatorState = (typeof indicatorStates)[number];

/** By which commitments are found and counted: those that have one of that state, or any at all. */
export const indicatorChoices = ['any', ...indicatorStates] as const;
export type IndicatorChoice = (typeof indicatorChoices)[number];

/** Over which the plan runs evenly: from the agreement's first day to the deadline, or to the agreement's last day. */
export interface Term {
  from: Day;
  until: Day;
}

export interface Standing {
  /** Null while nothing was reported. */
  cumulative: number | null;
  /** Of the target: 1 is all of it. Null without a target, or without a figure. */
  share: number | null;
  /** What the plan expects by the day; null without a target. */
  pace: number | null;
  state: IndicatorState;
}

/** A figure for a period that has one already takes its place; periods in order, whenever they were reported. */
export function withFigure(periods: readonly PeriodFigure[], figure: PeriodFigure): PeriodFigure[] {
  const others = periods.filter(({ period }) => period !== figure.period);
  return [...others, figure].sort((one, other) => (one.period < other.period ? -1 : 1));
}

/** What the periods come to, in their order. */
export function cumulativeOf(
  { adds, unit }: Pick<Indicator, 'adds' | 'unit'>,
  periods: readonly PeriodFigure[],
): number | null {
  if (adds === 'ratio') return ratioOf(periods, unit);
  const actuals = periods.map(({ actual }) => actual);
  if (actuals.length === 0) return null;
  if (adds === 'latest') return actuals.at(-1)!;
  return adds === 'highest' ? Math.max(...actuals) : rounded(total(actuals));
}

/** Of what all periods did, out of all that there was; in hundredths, where the unit is percent. */
function ratioOf(periods: readonly PeriodFigure[], unit: string): number | null {
  const ratios = periods.filter(({ of }) => of !== null);
  const of = total(ratios.map((figure) => figure.of!));
  if (of === 0) return null;
  return rounded((total(ratios.map(({ actual }) => actual)) * (isPercent(unit) ? 100 : 1)) / of);
}

export const isPercent = (unit: string) => unit === '%';

export function standingOf(indicator: Measured, cumulative: number | null, term: Term, day: Day): Standing {
  const { target } = indicator;
  const pace = paceOf(indicator, term, day);
  const share = cumulative === null || !target ? null : rounded(cumulative / target);
  return { cumulative, share, pace, state: stateOf(indicator, { cumulative, pace }, day >= term.until) };
}

type Measured = Pick<Indicator, 'target' | 'direction' | 'adds'>;

/**
 * The target, as far as the term has run. Where a figure does not grow with time, the target itself: a ratio, and what is to stay low
 * each time.
 */
function paceOf({ target, direction, adds }: Measured, term: Term, day: Day): number | null {
  if (target === null) return null;
  const grows = adds === 'sum' || (direction === 'up' && adds !== 'ratio');
  return grows ? rounded(target * elapsed(term, day)) : target;
}

/** Of the term, both ends included: 0–1. */
function elapsed({ from, until }: Term, day: Day): number {
  if (day >= until) return 1;
  return day < from ? 0 : (daysBetween(from, day) + 1) / (daysBetween(from, until) + 1);
}

function stateOf(
  { target, direction, adds }: Measured,
  { cumulative, pace }: Pick<Standing, 'cumulative' | 'pace'>,
  over: boolean,
): IndicatorState {
  if (target === null || pace === null) return 'no_target';
  if (cumulative === null) return 'no_figures';
  if (direction === 'up') {
    if (cumulative >= target) return 'reached';
    return cumulative < pace ? 'behind' : 'on_pace';
  }
  if (cumulative > pace) return 'behind';
  // What adds up, or was highest so far, may still rise.
  const settled = over || adds === 'latest' || adds === 'ratio';
  return settled && cumulative <= target ? 'reached' : 'on_pace';
}

/** Added in ten-thousandths, so that 0.1 and 0.2 make 0.3. */
export function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + Math.round(figure * 10_000), 0) / 10_000;
}

export function rounded(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
