import { addDays, dayOf, latestOf, type Day } from '../platform/clock.js';

/** A stretch of a commitment's history, as it is kept. */
export interface HeldState {
  dueOn: Day | null;
  /** Suspended or withdrawn. */
  isStopped: boolean;
  from: string;
  /** Null for the present one. */
  until: string | null;
}

/** A time for which a commitment was overdue, by the deadline that held then. */
export interface OverdueSpell {
  /** The deadline that had passed. */
  due: Day;
  /** The first day on which it was overdue. */
  from: Day;
  /** The day on which it ended: done, extended or stopped; null where it lasts. */
  until: Day | null;
}

/**
 * Overdue from the day after each deadline that held, until it held no longer, the work was stopped, or the commitment was done:
 * on the days on which it counts as overdue by what is known now (docs/rules.md §4a). So a completion that no longer stands ends
 * nothing, and one that stands ends it on the day on which the work was done, however late that was entered. Oldest first.
 * @param completedOn null unless it is completed
 */
export function overdueSpells(states: HeldState[], completedOn: Day | null, today: Day): OverdueSpell[] {
  return joined(states).flatMap(({ dueOn, isStopped, from, until }) => {
    if (isStopped || dueOn === null) return [];
    const began = dayOf(new Date(from));
    const first = latestOf([addDays(dueOn, 1), began]);
    const last = earlierOf(until && dayOf(new Date(until)), completedOn);
    // What ends on the day on which it begins was overdue since midnight; what began to hold that day was not.
    const overdue = first <= today && (last === null || first < last || (first === last && first > began));
    return overdue ? [{ due: dueOn, from: first, until: last }] : [];
  });
}

function earlierOf(one: Day | null, other: Day | null): Day | null {
  return one && other && other < one ? other : (one ?? other);
}

/** Neighbours with the same deadline, stopped or not alike, as one. */
function joined(states: HeldState[]): HeldState[] {
  const result: HeldState[] = [];
  for (const state of states) {
    const last = result.at(-1);
    if (last && last.dueOn === state.dueOn && last.isStopped === state.isStopped) last.until = state.until;
    else result.push({ ...state });
  }
  return result;
}
