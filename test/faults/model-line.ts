import type { PartyCode, Rule } from './world.js';

/** A line speaks of a deadline, of silence, or of what waits. */
export type Subject = 'deadline' | 'silence' | 'waits';

/** What is still to be told to somebody about one commitment. */
export interface Line {
  to: string;
  code: string;
  subject: Subject;
  /** By which it may be told: what waits may be more than one thing. */
  rules: readonly Rule[];
  version: number;
  /** On which a rule spoke. */
  day: string;
  /** How often a mail with it was refused for good. */
  refused: number;
  /** The day on which it was refused last: on that day nobody tries again. */
  refusedOn?: string;
  /** The sides for whose heads or leaders, without an account, an office is told it. */
  standsInFor: PartyCode[];
  /** The day on whose run it was not to be told, unheard or held: it waits for the next run, whatever changes after. */
  asideOn?: string;
  /** The day on which its mail was given up, the server being away: on that day it goes out only with something new. */
  givenUpOn?: string;
  /** It may have been told, or dropped, at a moment that nobody can name: both are right. */
  maybe: boolean;
  /** The last phase of the story in which it was true. */
  truePhase: number;
  /** It came up in this phase while mails were under way: it is in them, or in the next one. */
  latePhase: number;
}
