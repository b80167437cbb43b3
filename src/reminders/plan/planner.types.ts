import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Status } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { UnheardReason } from '../wishes/wishes.js';
import type { RuleBook } from './rule-book.js';
import type { SilenceKind, WaitingKind } from './rules.js';

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
  sectorId: number;
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
  /** Of its body. */
  isHead?: boolean;
}

export interface BodySpan {
  id: number;
  lastDay: Day | null;
  successorId: number | null;
}

/** Whom a side named for a sector, whatever has become of that account. */
export interface SectorLeader {
  sectorId: number;
  partyId: number;
  leaderId: number;
}

/** What keeps steps back and what brings them, of the commitments of which one may speak. */
export interface LadderFacts {
  /** Days, by commitment and party. */
  answers: ReadonlyMap<string, readonly Day[]>;
  /** Days of overdue notices that count under the present version of the deadline, by commitment, in order. */
  counted: ReadonlyMap<number, readonly Day[]>;
  /** Steps in the ledger, whatever became of them, by `stepKey`: since which day. */
  told: ReadonlyMap<string, Day>;
}

export const sideKey = (commitmentId: number, partyId: number) => `${commitmentId}:${partyId}`;
export const stepKey = (
  row: Pick<PlannedReminder, 'recipientId' | 'commitmentId' | 'rule' | 'dueVersion'> & {
    forRole?: ForRole | null;
  },
): string =>
  `${row.recipientId}:${row.commitmentId}:${row.rule}:${row.dueVersion}${row.forRole ? `:${row.forRole}` : ''}`;

export interface PlannerInput {
  day: Day;
  commitments: readonly OpenCommitment[];
  book: RuleBook;
  calendar: WorkingCalendar;
  recipients: readonly Recipient[];
  /** Bodies that end; any other exists for good. */
  bodies: readonly BodySpan[];
  sectorLeaders?: readonly SectorLeader[];
  ladder?: LadderFacts;
  /** What waits for somebody other than a lead body at work. */
  waiting: readonly WaitingMatter[];
  /** Reports that are owed, and parts of which nothing is heard. */
  silences?: readonly SilentPart[];
}

/** In whose place an office is told, where nobody has that post. */
export const standsInFor = ['head', 'leader'] as const;
export type ForRole = (typeof standsInFor)[number];

export interface PlannedReminder {
  recipientId: number;
  commitmentId: number;
  rule: string;
  /** Of the deadline that it speaks of; `NO_DEADLINE` where it speaks of what waits, `SILENCE` of what is owed or not heard of. */
  dueVersion: number;
  day: Day;
  forRole?: ForRole;
  /** From which its rule counts: the deadline, or the days since which something waits. */
  counted?: Day[];
  /** The row whose second try it is. */
  againFor?: number;
  /** For whom it is meant, where the recipient stands in. */
  onBehalfOf?: number;
  /** Why the recipient does not hear it on the day: it is written down, and owed. */
  unheard?: UnheardReason;
}

/** A matter that waits for somebody other than a lead body at work: that one has its deadline to keep. */
export interface WaitingMatter {
  commitmentId: number;
  agreementId: number;
  kind: WaitingKind;
  /** Of the holder; of a level outside, of the office that asked it. */
  partyId: number;
  /** From which its days are counted: since it came into these hands; of a suspended part, its day of review. */
  since: Day;
  /** The accounts of the leaders, or of the body that is asked, for whom it waits; null where it waits for an office. */
  people: number[] | null;
}

/** A part of which a report is owed, or nothing is heard. */
export interface SilentPart {
  commitmentId: number;
  agreementId: number;
  partyId: number;
  leadBodyId: number;
  kind: SilenceKind;
  /** The due day of the report; the day on which something was last heard. */
  since: Day;
  /** The days on which its period is the one just ended. Of silence none. */
  from?: Day;
  to?: Day;
}

/** What rows about waiting have for a version of the deadline, of which they do not speak: no commitment has it. */
export const NO_DEADLINE = 0;
/** The same of rows about reports owed and parts not heard of. */
export const SILENCE = -1;

/** What a row speaks of: its deadline, what waits, … Of each a recipient has one line a commitment and day. */
export const classOf = ({ dueVersion }: Pick<PlannedReminder, 'dueVersion'>): number =>
  Math.min(dueVersion, 1);
