import { isWorked, plusDays, workedBetween, workedBy, workedFrom, workedStep } from './days.js';
import type { Commitment, PartyCode, Rule, Side } from './world.js';

/** docs/rules.md §9: on which days a rule speaks of a deadline. Steps are another matter, for they may be held. */
export function speaksOfDeadline({ kind, days, unit }: Rule, due: string, day: string): boolean {
  if (!isWorked(day)) return false;
  if (kind === 'on_day') return day <= due && day === workedBy(due);
  if (kind === 'before') {
    const on = unit === 'calendar' ? workedBy(plusDays(due, -days)) : workedStep(due, -days);
    return day === on && day <= due;
  }
  if (kind !== 'overdue' || day <= due) return false;
  if (unit === 'working') return workedBetween(due, day) % days === 0;
  for (let on = plusDays(due, days); on <= day; on = plusDays(on, days))
    if (workedFrom(on) === day) return true;
  return false;
}

/** The working day on which a step comes due. */
export const stepDue = ({ days, unit }: Rule, due: string): string =>
  unit === 'calendar' ? workedFrom(plusDays(due, days)) : workedStep(due, days);

/** Whether an answer of a side keeps a step back on a working day. */
export function isHeld({ answers }: Side, dueOn: string, holdDays: number, day: string): boolean {
  if (holdDays === 0 || day >= workedStep(dueOn, holdDays)) return false;
  const since = workedStep(day, -holdDays);
  return answers.some((on) => on >= since && on < day);
}

/** The day on which a step goes out, as far as is known of answers. */
export function stepDay(rule: Rule, { due, sides }: Commitment, party: PartyCode, holdDays: number): string {
  const dueOn = stepDue(rule, due);
  let day = dueOn;
  while (isHeld(sides[party], dueOn, holdDays, day)) day = workedStep(day, 1);
  return day;
}

/** Silence is counted from the last report; without one, from the day since which the commitment is tracked. */
export function speaksOfSilence({ days, unit, thenEvery }: Rule, since: string, day: string): boolean {
  if (!isWorked(day)) return false;
  const first = unit === 'calendar' ? workedFrom(plusDays(since, days)) : workedStep(since, days);
  if (day <= first) return day === first;
  return thenEvery !== null && workedBetween(first, day) % thenEvery === 0;
}

/** Each working day that ended in somebody's hands counts one. */
export const held = (since: string, day: string): number =>
  workedBetween(plusDays(since, -1), plusDays(day, -1));

export function speaksOfWait({ days, thenEvery }: Rule, since: string, day: string): boolean {
  const count = held(since, day);
  return isWorked(day) && count >= days && (count - days) % (thenEvery ?? 1) === 0;
}
