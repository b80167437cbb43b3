import type { Day } from '../../platform/clock.js';
import { alike } from './alike.js';
import type { Forecast, LearntFrom, Without } from './forecast.types.js';
import {
  dayOfNumber,
  heldOn,
  standingOn,
  termOn,
  type DayNumber,
  type History,
  type Standing,
  type Term,
} from './history.js';
import { firstLookAfter } from './landmarks.js';
import type { Learnt } from './learning.js';
import { chanceOf, isEnough } from './model.js';
import { inTens } from './quality.js';

/**
 * What can be said of a commitment on a day; null where nothing is: without a last day, completed, stopped.
 * @param history read up to that day
 * @param learnt by the end of the month before; null where it could not be had
 */
export function forecastOf(history: History, day: DayNumber, learnt: Learnt | null): Forecast | null {
  const term = termOn(history, day);
  if (!term) return null;
  const standing = standingOn(history, day);
  const without = whyNone(term, standing, day, learnt);
  const length = Math.max(1, term.dueOn - term.from);
  const sides = history.sides.map(({ party, states }) => ({ party, state: heldOn(states, day) }));
  return {
    asOf: dayOfNumber(day),
    chance: without === null ? chanceInTens(learnt!, standing!) : null,
    without,
    term: {
      from: dayOfNumber(term.from),
      to: dayOfNumber(term.dueOn),
      extensions: term.number,
      share: Math.min(1, Math.max(0, (day - term.from) / length)),
    },
    base: term.base,
    percent: heldOn(history.states, day)![2],
    silentDays: standing?.silentDays ?? 0,
    unreported: sides.flatMap(({ party, state }) => (!state || state[2] === null ? [party] : [])),
    alike: standing && learnt && without !== 'early' ? alike(learnt.seen, standing) : null,
    learntFrom: learnt && learntBy(learnt),
    line: lineOf(history, term, day),
  };
}

export const chanceInTens = ({ model }: Learnt, standing: Standing) => inTens(chanceOf(model, standing));

export function learntBy({ model: { known, closed, late } }: Learnt): LearntFrom {
  return { until: dayOfNumber(known), closed, late };
}

/** Before the first day on which a term like it was ever looked at, nothing was learnt of it. */
export function isEarly({ from, dueOn }: Term, day: DayNumber): boolean {
  return day < from + firstLookAfter(dueOn - from);
}

function whyNone(
  term: Term,
  standing: Standing | null,
  day: DayNumber,
  learnt: Learnt | null,
): Without | null {
  if (day > term.dueOn) return 'overdue';
  if (isEarly(term, day)) return 'early';
  if (!standing) return 'declared';
  if (!learnt) return 'unavailable';
  return isEnough(learnt.model) ? null : 'few_histories';
}

/** From the beginning of the term, or of what is known of it. */
function lineOf(history: History, term: Term, day: DayNumber): Forecast['line'] {
  const before = heldOn(history.states, term.from);
  const begin = before ? [{ day: dayOfNumber(term.from), percent: term.base }] : [];
  const steps = history.states
    .filter(([since]) => since > term.from && since <= day)
    .map(([since, , percent]) => ({ day: dayOfNumber(since), percent }));
  return evenings([...begin, ...steps]).filter(
    ({ percent }, index, all) => index === 0 || percent !== all[index - 1]!.percent,
  );
}

/** Of a day on which several states were entered, the last. */
function evenings(steps: { day: Day; percent: number }[]): { day: Day; percent: number }[] {
  return steps.filter(({ day }, index) => steps[index + 1]?.day !== day);
}
