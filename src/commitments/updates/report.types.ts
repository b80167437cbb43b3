import type { Day } from '../../platform/clock.js';
import type { Figure } from '../indicators/figures.js';
import type { BilingualText } from '../../platform/text.js';
import type { DecisionLevel } from '../matters/matter.types.js';
import type { ReviewItem } from '../submitted/submitted.types.js';
import type { Statement } from '../statement.js';

/** What a side sends. */
export interface Report extends Statement {
  /** Of which reporting period; where it is left out, the rule says which (docs/rules.md §7). */
  period?: string;
  /** The level that must decide on what stands in the way; where it is left out, as it stands. */
  decisionLevel?: DecisionLevel;
  /** An earlier report of the own side, of which this is the corrected version. */
  corrects?: number;
  /** Of reports that wait for the side's coordinator or were sent back: the one in whose place this one comes. */
  replaces?: number;
  /** Of the own side's evidence, what proves it; where it is left out, all that stands. */
  evidenceIds?: number[];
  /** What the period brought, of the part's indicators. */
  indicators?: readonly Figure[];
  /** The version of the own body's draft that went into it, 0 for none; where it is left out, whatever draft there is has become this report. */
  draft?: number;
  /** Files that came in pieces, which become evidence with the report and prove it too. */
  uploadIds?: number[];
  /** Whether a completion without any evidence must say why: a form asks, a program need not say. */
  asksReason?: boolean;
}

/** Who sent a report, and when: where another account has accepted it, that is not when it came to stand. */
export interface Sending {
  userId: number | null;
  /** Whoever wrote it in that account's place. */
  standInId: number | null;
  name: BilingualText;
  at: Date;
  illustrative: boolean;
}

/** What a report says of a completion, with what it rests on. */
export interface Declaration {
  /** The day on which the part was done; null where the report is of no completion. */
  doneOn: Day | null;
  evidenceIds: number[];
  noEvidenceReason: string | null;
}

/** A report, or a contribution, as it was taken. */
export interface Taken extends Declaration {
  id: number;
  /** The reporting period that it counts for: `2019-11`. Null for a contribution, which counts for none. */
  period: string | null;
  at: Date;
  /** The day on which it was sent, and whether that is past the due day of its period. */
  givenOn: Day;
  givenLate: boolean;
  corrects: number | null;
  /** The commitment's, from now on. */
  version: number;
  contribution: boolean;
  /** It waits for the side's coordinator, and changed nothing yet. */
  review?: ReviewItem;
  /** The level that must decide, as it now stands. */
  decisionLevel: DecisionLevel | null;
}
