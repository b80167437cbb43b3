import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Status } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { UnheardReason } from '../wishes/wishes.js';
import type { RuleBook } from './rule-book.js';
import type { WaitingKind } from './rules.js';

export interface PlannedSide {
  partyId: number;
  leadBodyId: number;
  /** Of the side's own part. */
  status: Status;
  /** It has reported, and its coordinator has to look at that. */
  isUnderReview?: boolean;
}

export interface OpenCommitment {
  id: number;
  /** By whose rules it is spoken of. */
  agreementId: number;
  status: Status;
  dueOn: Day | null;
  /** Raised with each change of the deadline. */
  dueVersion: number;
  /** Every party of the agreement, whether or not it has a side. */
  partyIds: number[];
  sides: PlannedSide[];
}

/** An active account. */
export interface Recipient {
  id: number;
  role: string;
  partyId: number | null;
  bodyId: number | null;
}

export interface BodySpan {
  id: number;
  lastDay: Day | null;
  successorId: number | null;
}

export interface PlannerInput {
  day: Day;
  commitments: readonly OpenCommitment[];
  book: RuleBook;
  calendar: WorkingCalendar;
  recipients: readonly Recipient[];
  /** Bodies that end; any other exists for good. */
  bodies: readonly BodySpan[];
  /** What waits for somebody other than a lead body. */
  waiting: readonly WaitingMatter[];
}

export interface PlannedReminder {
  recipientId: number;
  commitmentId: number;
  rule: string;
  /** Of the deadline that it speaks of; `NO_DEADLINE` where it speaks of what waits. */
  dueVersion: number;
  day: Day;
  /** From which its rule counts: the deadline, or the days since which something waits. */
  counted?: Day[];
  /** The row whose second try it is. */
  againFor?: number;
  /** For whom it is meant, where the recipient stands in. */
  onBehalfOf?: number;
  /** Why the recipient does not hear it on the day: it is written down, and owed. */
  unheard?: UnheardReason;
}

/** A matter that waits for somebody other than a lead body: that one has its deadline to keep. */
export interface WaitingMatter {
  commitmentId: number;
  agreementId: number;
  kind: WaitingKind;
  /** Of the holder; of a level outside, of the office that asked it. */
  partyId: number;
  /** From which its days are counted: since it came into these hands; of a suspended part, its day of review. */
  since: Day;
  /** The accounts of the leaders for whom it waits; null where it waits for an office. */
  leaders: number[] | null;
}

/** What rows about waiting have for a version of the deadline, of which they do not speak: no commitment has it. */
export const NO_DEADLINE = 0;
