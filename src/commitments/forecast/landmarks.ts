import {
  heldOn,
  isOpen,
  standingOn,
  termOn,
  type DayNumber,
  type History,
  type Standing,
} from './history.js';

/** How a commitment stood on one day of a term of the past. */
export interface Landmark {
  day: DayNumber;
  standing: Standing;
}

/** A term of a commitment with the days on which it is looked at, oldest first. */
export interface PastTerm {
  history: History;
  number: number;
  from: DayNumber;
  landmarks: Landmark[];
  /** How it stood at half of the term; null where it was not tracked, not open or in another term by then. */
  half: Landmark | null;
}

/** Days from one landmark to the next. */
const LANDMARK_DAYS = 30;
/** Days from the beginning of a term to its first landmark: a term too short for one each month has one in its middle. */
export const firstLookAfter = (length: number) =>
  length < LANDMARK_DAYS ? Math.floor(length / 2) : LANDMARK_DAYS;
/**
 * How long after its deadline an open commitment counts as late: completions are confirmed, and some entered, later than they were done.
 */
const GRACE_DAYS = 30;

/**
 * The terms of a commitment up to a day. Each landmark rests on what had been entered by its own evening and on nothing later.
 */
export function termsOf(history: History, upTo: DayNumber): PastTerm[] {
  const numbers = new Set(
    history.states.flatMap(([since, , , due, number]) => (due === null || since > upTo ? [] : [number])),
  );
  return [...numbers].flatMap((number) => {
    const own = history.states.filter(
      ([since, status, , due, n]) => n === number && due !== null && isOpen(status) && since <= upTo,
    );
    const first = own[0] && termOn(history, own[0][0]);
    if (!first) return [];
    const last = Math.min(upTo, Math.max(...own.map(([, , , due]) => due!)));
    const length = first.dueOn - first.from;
    const middle = first.from + Math.floor(length / 2);
    const at = (day: DayNumber) => landmarkOn(history, number, day, upTo);
    const landmarks = monthsFrom(first.from, last).flatMap((day) => at(day) ?? []);
    const half = at(middle);
    if (length < LANDMARK_DAYS && half) landmarks.push(half);
    return [{ history, number, from: first.from, landmarks, half }];
  });
}

/**
 * Whether a commitment was done by a deadline, by what was known on a day: true, false, or null where that is still open or, as with what was
 * suspended or withdrawn, no longer asked.
 */
export function outcomeOf({ states }: History, dueOn: DayNumber, known: DayNumber): boolean | null {
  const held = heldOn(states, known);
  if (!held) return null;
  const [, status, , , , doneOn] = held;
  if (status === 'completed') return doneOn === null ? null : doneOn <= dueOn;
  return isOpen(status) && known >= dueOn + GRACE_DAYS ? false : null;
}

/** A term with its outcome by the deadline that held on its last landmark. */
export interface ClosedTerm {
  term: PastTerm;
  landmarks: Landmark[];
  isOnTime: boolean;
}

/** Terms that had been seen, and whose outcome was known, on a day. */
export function closedBy(terms: readonly PastTerm[], known: DayNumber): ClosedTerm[] {
  return terms.flatMap((term) => {
    const landmarks = term.landmarks.filter(({ day }) => day <= known);
    const last = landmarks.at(-1);
    const isOnTime = last ? outcomeOf(term.history, last.standing.term.dueOn, known) : null;
    return isOnTime === null ? [] : [{ term, landmarks, isOnTime }];
  });
}

function landmarkOn(history: History, number: number, day: DayNumber, upTo: DayNumber): Landmark | null {
  if (day < history.trackedOn || day > upTo) return null;
  const standing = standingOn(history, day);
  return standing?.term.number === number ? { day, standing } : null;
}

function monthsFrom(from: DayNumber, last: DayNumber): DayNumber[] {
  const count = Math.max(0, Math.floor((last - from) / LANDMARK_DAYS));
  return Array.from({ length: count }, (_, index) => from + (index + 1) * LANDMARK_DAYS);
}
