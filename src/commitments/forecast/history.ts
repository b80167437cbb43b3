import { daysBetween, addDays, type Day } from '../../platform/clock.js';
import type { Status } from '../commitment.types.js';

/** A day as a number: days since 1/1/1970. What is replayed many times is counted, not read. */
export type DayNumber = number;

const FIRST: Day = '1970-01-01';
export const numberOf = (day: Day): DayNumber => daysBetween(FIRST, day);
export const dayOfNumber = (day: DayNumber): Day => addDays(FIRST, day);

/** A state of a commitment, from the evening of the day on which it was entered. */
export type CommitmentState = [
  since: DayNumber,
  status: Status,
  percent: number,
  dueOn: DayNumber | null,
  extensions: number,
  doneOn: DayNumber | null,
];

/** A state of one side's part, likewise. `percent` is null while the side has said nothing. */
export type SideState = [
  since: DayNumber,
  status: Status,
  percent: number | null,
  leadBodyId: number,
  reportedOn: DayNumber | null,
];

/** All that was ever entered about a commitment, oldest first: nothing in it is later than the day up to which it was read. */
export interface History {
  id: number;
  agreementId: number;
  sectorId: number;
  /** The first day of its agreement. */
  startsOn: DayNumber;
  /** The day on which it was first entered here. */
  trackedOn: DayNumber;
  /** Whether it came with the agreement, and not later. */
  isOriginal: boolean;
  states: CommitmentState[];
  sides: { party: string; states: SideState[] }[];
}

/** From one deadline to the next: an extension ends a term and begins another. */
export interface Term {
  /** Extensions granted before it. */
  number: number;
  from: DayNumber;
  dueOn: DayNumber;
  /** The percent with which it began. */
  base: number;
}

/** How a commitment stands on a day within its term, by what had been entered by then. */
export interface Standing {
  term: Term;
  /** Of the term that has gone, 0–1. */
  share: number;
  percent: number;
  /** Of what was left to do when the term began, how much is reported as done: 0–100. */
  progress: number;
  /** Days for which the side that has been silent longest has reported nothing. */
  silentDays: number;
  sectorId: number;
  bodyIds: number[];
}

/** The state that held in the evening of a day; undefined before the first. */
export function heldOn<State extends CommitmentState | SideState>(
  states: readonly State[],
  day: DayNumber,
): State | undefined {
  let held: State | undefined;
  for (const state of states) {
    if (state[0] > day) break;
    held = state;
  }
  return held;
}

/** The term in which a commitment is on a day; null where it has no last day then, or is not open. */
export function termOn(history: History, day: DayNumber): Term | null {
  const held = heldOn(history.states, day);
  if (!held || held[3] === null || !isOpen(held[1])) return null;
  const number = held[4];
  const first = history.states.find(([, , , due, extensions]) => due !== null && extensions === number)!;
  const isFromTheStart = first === history.states[0] && history.isOriginal;
  const from = isFromTheStart ? history.startsOn : first[0];
  return { number, from, dueOn: held[3], base: isFromTheStart ? 0 : first[2] };
}

/** Null where nothing is to be said: not open, no last day, past it, not begun, or declared by every side. */
export function standingOn(history: History, day: DayNumber): Standing | null {
  const term = termOn(history, day);
  if (!term || day > term.dueOn || day < term.from) return null;
  const percent = heldOn(history.states, day)![2];
  const sides: SideState[] = history.sides.flatMap(({ states }) => {
    const held = heldOn(states, day);
    return held ? [held] : [];
  });
  const atWork = sides.filter(([, status]) => status !== 'completed');
  if (atWork.length === 0) return null;
  return {
    term,
    share: term.dueOn === term.from ? 1 : (day - term.from) / (term.dueOn - term.from),
    percent,
    progress: progressFrom(term.base, percent),
    silentDays: Math.max(...atWork.map(([, , , , reportedOn]) => day - (reportedOn ?? history.trackedOn))),
    sectorId: history.sectorId,
    bodyIds: sides.map(([, , , leadBodyId]) => leadBodyId),
  };
}

export const isOpen = (status: Status) => status === 'not_started' || status === 'in_progress';

function progressFrom(base: number, percent: number): number {
  if (base >= 100) return percent;
  return Math.max(0, ((percent - base) / (100 - base)) * 100);
}
