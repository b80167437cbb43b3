import type { DocumentOfCode } from './frozen-documents.js';
import type { PeriodKind } from '../calendar/longer-periods.js';
import type {
  BodyRef,
  CommitmentItem,
  DueItem,
  NamedCode,
  SideItem,
} from '../commitments/commitment.types.js';
import type { Dashboard } from '../dashboard/dashboard.types.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

/** The version of what is stored: raised where its shape changes, so that what was frozen before is still read as what it is. */
export const FROZEN_SCHEMA = 1;

/** The figures of a period: the dashboard's, as of its last day, with what became of the reports on it. */
export type PeriodFigures = Pick<
  Dashboard,
  | 'asOf'
  | 'total'
  | 'counts'
  | 'completionRate'
  | 'owed'
  | 'gave'
  | 'late'
  | 'updateRate'
  | 'bySector'
  | 'bySide'
  | 'byBody'
  | 'indicators'
  | 'completions'
  | 'dated'
  | 'undated'
  | 'reached'
>;

export const frozenReportStates = ['gave', 'late', 'missing'] as const;

/** What became of the report that a side owed on one month of a period. */
export interface FrozenReport {
  period: string;
  state: (typeof frozenReportStates)[number];
  /** The day on which it was given; null where it is missing. */
  on: Day | null;
}

export interface FrozenSide extends Pick<SideItem, 'party' | 'status' | 'percent' | 'doneOn' | 'statedOn'> {
  leadBody: BodyRef;
  /** The day on which its completion was confirmed. */
  confirmedOn: Day | null;
  /** Of the months on which it owed one. */
  reports: FrozenReport[];
}

export interface FrozenCommitment extends Pick<
  CommitmentItem,
  'code' | 'title' | 'sector' | 'status' | 'timeliness' | 'percent' | 'completedOn' | 'differs'
> {
  id: number;
  due: Pick<DueItem, 'precision' | 'value' | 'date' | 'label'>;
  sides: FrozenSide[];
}

/** All that is frozen of a period: how it stood on its last day, by what was known at the instant of closing. */
export interface PeriodState {
  figures: PeriodFigures;
  commitments: FrozenCommitment[];
}

export const correctedThings = [
  ...(['status', 'timeliness', 'percent', 'completed_on', 'differs'] as const),
  ...([
    'side_status',
    'side_percent',
    'done_on',
    'stated_on',
    'confirmed_on',
    'report',
    'late_report',
  ] as const),
] as const;
export type CorrectedThing = (typeof correctedThings)[number];

/** What a fact that came later changed of a frozen state. */
export interface Correction {
  /** Code of the commitment. */
  commitment: string;
  title: BilingualText;
  /** Code of the side whose part it is; null for what is derived from all. */
  party: string | null;
  what: CorrectedThing;
  /** Of a report: on which month. */
  period: string | null;
  /** Of a report: the day on which it was given, null where there was none. */
  from: string | number | boolean | null;
  to: string | number | boolean | null;
  /** Who did what changed it, and when. */
  by: BilingualText | null;
  at: string | null;
}

/** What was changed since another code was frozen, kept with the one that takes its place. */
export interface ChangesSince {
  code: string;
  corrections: Correction[];
}

export interface StoredState extends PeriodState {
  since: ChangesSince | null;
}

export interface PeriodRef {
  code: string;
  kind: PeriodKind;
  from: Day;
  to: Day;
  dueOn: Day;
}

/** One code, without what is frozen under it. */
export interface FrozenRef {
  code: string;
  /** Null for the joint one. */
  party: string | null;
  /** 1 for the closing itself, then one more for each number with corrections. */
  issue: number;
  closedAt: string;
  closedBy: BilingualText;
  /** The code in whose place it came, and the one that came in its place. */
  replaces: string | null;
  newer: string | null;
  illustrative: boolean;
}

export interface FrozenPeriod extends FrozenRef, StoredState {
  agreement: { slug: string; number: string; kind: string; title: BilingualText };
  parties: (NamedCode & { marker: string })[];
  period: PeriodRef;
  schema: number;
  /** SHA-256 of what is stored, in hexadecimal: the audit log has the same. */
  sha256: string;
  /** What became known since, by all that is known now. */
  corrections: Correction[];
  /** What was made of it, as far as the reader may know. */
  documents: DocumentOfCode[];
}

/** What a closing answers. */
export interface Closing extends Omit<FrozenRef, 'replaces'> {
  period: string;
  sha256: string;
  /** The joint code, once every side has closed. */
  joint: string | null;
  /** Whether the joint one was frozen with this. */
  joined: boolean;
  figures: PeriodFigures;
}

export interface ReportCounts {
  owed: number;
  gave: number;
  late: number;
  missing: number;
}

export const closingStates = ['running', 'owing', 'ready', 'closed'] as const;
/** Not ended yet; ended, with reports that may still come in time; to be closed; closed. */
export type ClosingState = (typeof closingStates)[number];

export interface PeriodSide {
  party: string;
  marker: string;
  name: BilingualText;
  state: ClosingState;
  /** Null until the period has ended. */
  reports: ReportCounts | null;
  /** The last one issued. */
  frozen: FrozenRef | null;
}

export interface PeriodItem extends PeriodRef {
  /** From when on a side closes it whatever it still owes. */
  closableFrom: Day;
  sides: PeriodSide[];
  joint: FrozenRef | null;
}

/** A body that owes reports on a period, and on what. */
export interface OwingBody {
  party: string;
  body: BodyRef;
  commitments: { code: string; title: BilingualText; periods: string[] }[];
}

/** A report that its side's coordinator has not looked at yet: it is in no figure. */
export interface WaitingReport {
  party: string;
  commitment: string;
  title: BilingualText;
  period: string;
  body: BilingualText;
  sentOn: Day;
}

export interface PeriodDetail extends PeriodItem {
  /** Codes of the periods of the same length before and after; null where the agreement has none that has begun. */
  previous: string | null;
  next: string | null;
  owing: OwingBody[];
  /** Of the reader's own side; to auditors of all. */
  waiting: WaitingReport[];
  /** Every code of it, the latest first. */
  codes: FrozenRef[];
  /** As they would be frozen now; null until the period has ended. */
  figures: PeriodFigures | null;
}
