import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { BodyRef, CountGroup, Counts, DueItem, NamedCode } from '../../commitments/commitment.types.js';

/** What becomes of the standing of a commitment from one day to another: of each at most one. */
export const standingKinds = [
  'completed',
  'caught_up',
  'started',
  'overdue',
  'reopened',
  'added',
  'suspended',
  'withdrawn',
  'resumed',
  'other',
] as const;
export type StandingKind = (typeof standingKinds)[number];

/** What changes besides: the deadline of the whole, and of one side its lead body, its completion and its percent. */
export const otherKinds = ['deadline', 'lead_body', 'part_completed', 'part_reopened', 'percent'] as const;
export const changeKinds = [...standingKinds, ...otherKinds] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const directions = ['better', 'worse', 'neutral'] as const;
export type Direction = (typeof directions)[number];

/** By what each of the two days is read: by all that is entered so far, or each by what had been entered by its end. */
export const knownBases = ['now', 'day'] as const;
export type KnownBasis = (typeof knownBases)[number];

export interface DayFigures {
  asOf: Day;
  /** By what had been entered up to the end of this day. */
  knownAt: Day;
  total: number;
  /** As the dashboard counts them. */
  counts: Counts;
  completionRate: number | null;
  /** Of which the sides' statements differ. */
  differing: number;
  /** By each side's own statements. */
  bySide: { party: string; marker: string; name: BilingualText; counts: Counts }[];
}

/** A counted group, a percent, a deadline or a body. */
export type ChangeValue = CountGroup | number | DueItem | BodyRef;

export interface Change {
  commitment: NamedCode & { id: number };
  what: ChangeKind;
  direction: Direction;
  /** Of which side; null where it is of the commitment as a whole. */
  party: string | null;
  /** Null where there was nothing: an added commitment, a side without a statement. */
  from: ChangeValue | null;
  to: ChangeValue | null;
  /** The post that did it; null where nobody did, such as a deadline that passed. */
  by: BilingualText | null;
  /** When it was entered; of a deadline that passed, the end of its last day. Null where the history does not say. */
  at: string | null;
}

/** How many commitments went from one counted group to another, or came in. */
export interface Move {
  what: StandingKind;
  direction: Direction;
  from: CountGroup | null;
  to: CountGroup;
  count: number;
}

export interface Comparison {
  figures: { from: DayFigures; to: DayFigures };
  /** All changes of standing, counted: what is added to the first day's counts to get the second's. */
  moves: Move[];
  /** Commitments with any change; of them, those whose standing is the same. */
  changed: number;
  sameStanding: number;
  /** Of up to `limit` commitments: better first, then worse, then others, last those whose standing is the same. */
  changes: Change[];
  nextCursor: string | null;
}
