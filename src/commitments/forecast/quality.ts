import type { DayNumber } from './history.js';
import { lastDayOfMonthBefore } from './months.js';
import { closedBy, outcomeOf, type Landmark, type PastTerm } from './landmarks.js';
import { chanceOf, isEnough, learn } from './model.js';

/** How often forecasts of one ten came true. */
export interface Calibration {
  /** 0, 10 … 100: the chance that was given, to the nearest ten. */
  chance: number;
  count: number;
  onTime: number;
}

/** What forecasts were worth, of those whose outcome is known. */
export interface ForecastQuality {
  /** Nothing entered after this day is in it. */
  known: DayNumber;
  count: number;
  onTime: number;
  /** Mean of (chance − outcome)²: 0 is perfect, 0.25 a coin; null where nothing was forecast. */
  brier: number | null;
  /** The same, had the share of commitments that were done in time until then been said of each. */
  baseRateBrier: number | null;
  calibration: Calibration[];
}

interface Judged {
  chance: number;
  baseRate: number;
  outcome: boolean;
}

/**
 * What would have been said at half of each term of an agreement, by the model of that month, held against what came of it.
 * @param terms of all commitments from which is learnt, those of the agreement among them
 */
export function qualityOf(
  terms: readonly PastTerm[],
  agreementId: number,
  known: DayNumber,
): ForecastQuality {
  const asked = terms.flatMap(({ history, half }) => {
    if (!half || history.agreementId !== agreementId) return [];
    const outcome = outcomeOf(history, half.standing.term.dueOn, known);
    return outcome === null ? [] : [{ half, outcome }];
  });
  const months = Map.groupBy(asked, ({ half: { day } }) => lastDayOfMonthBefore(day));
  const judged = [...months].flatMap(([end, ofMonth]) => judge(terms, end, ofMonth));
  const score = (of: (one: Judged) => number) =>
    mean(judged.map((one) => (of(one) - Number(one.outcome)) ** 2));
  return {
    known,
    count: judged.length,
    onTime: judged.filter(({ outcome }) => outcome).length,
    brier: score(({ chance }) => chance),
    baseRateBrier: score(({ baseRate }) => baseRate),
    calibration: calibrationOf(judged),
  };
}

/** To the nearest ten, as it is said: 0, 10 … 100. */
export const inTens = (chance: number) => Math.round(chance * 10) * 10;

function judge(
  terms: readonly PastTerm[],
  end: DayNumber,
  asked: { half: Landmark; outcome: boolean }[],
): Judged[] {
  const closed = closedBy(terms, end);
  const onTime = closed.filter(({ isOnTime }) => isOnTime).length;
  if (!isEnough({ closed: closed.length, late: closed.length - onTime })) return [];
  const model = learn(terms, end);
  return asked.map(({ half, outcome }) => ({
    chance: chanceOf(model, half.standing),
    baseRate: onTime / closed.length,
    outcome,
  }));
}

function calibrationOf(judged: readonly Judged[]): Calibration[] {
  const tens = Map.groupBy(judged, ({ chance }) => inTens(chance));
  return [...tens]
    .map(([chance, all]) => ({
      chance,
      count: all.length,
      onTime: all.filter(({ outcome }) => outcome).length,
    }))
    .sort((a, b) => a.chance - b.chance);
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
