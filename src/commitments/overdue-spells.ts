import { addDays, dayOf, type Day } from '../platform/clock.js';

/** A stretch of a commitment's history, as it is kept. */
export interface HeldState {
  dueOn: Day | null;
  /** Not started or in progress. */
  open: boolean;
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
  /** The day on which it ended: completed, extended or stopped; null where it lasts. */
  until: Day | null;
}

/** Overdue from the day after each deadline that held, until it held no longer or the commitment was closed. Oldest first. */
export function overdueSpells(states: HeldState[], today: Day): OverdueSpell[] {
  return joined(states).flatMap(({ dueOn, open, from, until }) => {
    if (!open || dueOn === null) return [];
    const first = [addDays(dueOn, 1), dayOf(new Date(from))].sort().at(-1)!;
    const last = until === null ? null : dayOf(new Date(until));
    // What ends on the day on which it begins was overdue since midnight; what began to hold that day was not.
    const overdue =
      first <= today && (last === null || first < last || (first === last && first > dayOf(new Date(from))));
    return overdue ? [{ due: dueOn, from: first, until: last }] : [];
  });
}

/** Neighbours with the same deadline, open or not alike, as one. */
function joined(states: HeldState[]): HeldState[] {
  const result: HeldState[] = [];
  for (const state of states) {
    const last = result.at(-1);
    if (last && last.dueOn === state.dueOn && last.open === state.open) last.until = state.until;
    else result.push({ ...state });
  }
  return result;
}
