import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

/** At once, or at the time of the next digests. */
export const chaseTimes = ['now', 'next'] as const;
export type ChaseTime = (typeof chaseTimes)[number];
/** A leader asks his office, which then chases. */
export type ChaseWay = ChaseTime | 'office';

export const MOST_CHASE_TEXT = 500;
export const MOST_CHASED = 200;

/** An account that would be told. */
export interface ChaseRecipient {
  id: number;
  name: BilingualText;
  email: string;
  isOffice: boolean;
  /** The last day of a pause, and the name of one who reads it instead; null where there is none. */
  pausedUntil: Day | null;
  standIn: BilingualText | null;
}

/** A part of a commitment of which somebody may be chased, and whom that is: the body in charge on the own side, the office of another. */
export interface ChaseTarget {
  commitment: number;
  code: string;
  title: BilingualText;
  dueOn: Day | null;
  isOverdue: boolean;
  /** Of the side whose part it is. */
  party: string;
  isOwn: boolean;
  body: { id: number; code: string; name: BilingualText };
  recipients: ChaseRecipient[];
  /** How often the rules and offices have chased so far. */
  times: number;
  /** The last day on which a report of that side came. */
  reportedOn: Day | null;
  /** It has been chased for the working day in question. */
  isChased: boolean;
}

/** All that one body is chased about. */
export interface ChaseGroup {
  party: string;
  isOwn: boolean;
  body: ChaseTarget['body'];
  recipients: ChaseRecipient[];
  targets: ChaseTarget[];
}

/** What somebody asks for. */
export interface ChaseAsked {
  /** Code of a body. */
  body: string;
  /** Ids of commitments. */
  commitments: readonly number[];
  text?: string;
  when: ChaseTime;
}

/** The same without when, which is one for all that are chased together. */
export type Chasing = Omit<ChaseAsked, 'when'>;

export interface Chased {
  id: number;
  recipients: string[];
  /** When it goes out; of a digest, the hour of that day's run. */
  goesAt: string;
}
