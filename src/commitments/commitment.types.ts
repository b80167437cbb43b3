import type { Precision } from '../calendar/deadline.js';
import type { OverdueSpell } from './overdue-spells.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import type { FigureItem, IndicatorItem, JointIndicator, PeriodItem } from './indicators/indicator.types.js';
import type { DecisionLevel, OpenMatter } from './matters/matter.types.js';
import type { Product } from './product.js';
import type { HolderRole, MatterKind } from './turn/turn.types.js';

export const statuses = ['not_started', 'in_progress', 'completed', 'suspended', 'withdrawn'] as const;
export type Status = (typeof statuses)[number];

/** For what a declared completion is sent back: all of it, or the day on which it is said to have been done. */
export const returnedFor = ['completion', 'day'] as const;
export type ReturnedFor = (typeof returnedFor)[number];

export const timelinesses = [
  'on_time',
  'overdue',
  'completed_on_time',
  'completed_late',
  'continuing',
] as const;
export type Timeliness = (typeof timelinesses)[number];

/** The nine groups in which commitments are counted: disjoint, and their sum is the total. */
export const countGroups = [
  'completed_on_time',
  'completed_late',
  'in_progress_on_time',
  'in_progress_overdue',
  'not_started_on_time',
  'not_started_overdue',
  'continuing',
  'suspended',
  'withdrawn',
] as const;
export type CountGroup = (typeof countGroups)[number];
export type Counts = Record<CountGroup, number>;

export interface NamedCode {
  code: string;
  name: BilingualText;
}

export interface BodyRef extends NamedCode {
  short: BilingualText;
}

export interface DueItem {
  precision: Precision;
  /** As stated: `2019-11-25`, `2019-09`, `2019-Q3`, `2020` or null. */
  value: string | null;
  /** The derived last day; null when ongoing. */
  date: Day | null;
  label: BilingualText;
  /** That it should have a date but has none yet; null otherwise. */
  undated: UndatedItem | null;
}

export interface UndatedItem {
  reason: string;
  /** The day on which that is looked at again; null once the commitment is closed. */
  reviewOn: Day | null;
  /** The same as it was set at first. */
  firstReviewOn: Day;
  since: Day;
  /** Working days for which it has had none; null once the commitment is closed. */
  workingDays: number | null;
}

export interface ProposedDueItem {
  due: DueItem;
  /** The side that proposes it; null for an agreement file. */
  party: string | null;
  at: string;
}

/** What a side's part is to bring about; `proposed` until its coordinator has confirmed the plan with it in view. */
export interface ProductItem extends Product {
  proposed: boolean;
}

/** Who holds a matter, and since when. */
export interface Holder {
  kind: MatterKind;
  party: string;
  marker: string;
  role: HolderRole;
  /** In full, and as short as a row has room for. */
  name: BilingualText;
  short: BilingualText;
  /** The lead body; null for any other role. */
  body: BodyRef | null;
  /** The level or body of neither side, where a decision of it is awaited. */
  outside: BilingualText | null;
  since: Day;
  /** Working days that have ended in its hands. */
  workingDays: number;
  /** Working days past the deadline, or past what a matter may wait; null within it. */
  pastDays: number | null;
  why: BilingualText;
}

/** One side of a commitment, as everybody who may see the commitment sees it. */
export interface SideItem {
  party: string;
  marker: string;
  partyName: BilingualText;
  leadBody: BodyRef;
  cooperatingBodies: BodyRef[];
  /** True until this side's coordinator has confirmed owners and product. */
  proposed: boolean;
  /** True where it had confirmed the plan, and another deadline was proposed since: its owners and product stand, the deadline waits for it. */
  confirmsAgain: boolean;
  /** True where this side is still to name its lead body: until then its committee office stands there. */
  leadToBeNamed: boolean;
  /** Null where none is named. */
  product: ProductItem | null;
  indicators: IndicatorItem[];
  status: Status;
  /** 0–100; null while the side has made no statement: unknown, never 0. */
  percent: number | null;
  planConfirmedAt: string | null;
  /** The day on which the part was really done, and the day on which the side said so; null unless it says completed. */
  doneOn: Day | null;
  statedOn: Day | null;
  /** When the side declared its part completed. */
  completionDeclaredAt: string | null;
  completionConfirmedAt: string | null;
  /** When the other side sent the declared completion back; null again once a new update is given. */
  returnedAt: string | null;
  /** Of the last progress update. */
  updatedAt: string | null;
  /** An amendment has withdrawn the commitment, or merged it into another. What the side stated until then stands beside it. */
  ended: boolean;
}

/** A commitment in lists: the contract's item. */
export interface CommitmentItem {
  id: number;
  code: string;
  title: BilingualText;
  sector: NamedCode;
  clauses: string[];
  status: Status;
  /** Of the matter that holds it back most; null where nothing waits. */
  holder: Holder | null;
  /** Null for suspended and withdrawn. */
  timeliness: Timeliness | null;
  /** The lower of the sides' percents. */
  percent: number;
  due: DueItem;
  /** Proposed in a plan, and not confirmed by every side yet: until then `due` counts. */
  proposedDue: ProposedDueItem | null;
  /** Whether every side has confirmed it, or it was agreed in another way: then a plan moves it no more. */
  dueAgreed: boolean;
  /** Days past the last day, where overdue; else 0. */
  overdueDays: number;
  /** The latest of the sides' days. */
  completedOn: Day | null;
  /** One side complete and the other not, or the percents apart by the agreement's setting. */
  differs: boolean;
  sides: SideItem[];
  /** Of the sides together, where they agreed that figures go together. */
  jointIndicators: JointIndicator[];
  /** Extensions granted. */
  extensions: number;
  /** Times chased (lần đôn đốc): days on which an overdue reminder went out. */
  reminders: number;
  version: number;
}

export interface ProgressUpdateItem {
  id: number;
  party: string;
  at: string;
  /** The reporting period that it is for: `2019-11`. */
  period: string;
  by: BilingualText;
  status: Status;
  percent: number;
  results: string;
  difficulties: string;
  proposals: string;
  nextSteps: string;
  /** The level that must decide on what stands in the way; null where nothing was ever said of it. */
  decisionLevel: DecisionLevel | null;
  /** Of a completion: the day on which the part was done; null otherwise. */
  doneOn: Day | null;
  /** What proves it. */
  evidenceIds: number[];
  /** Why nothing does, or nothing of that day. */
  noEvidenceReason: string | null;
  /** What it stated of the part's indicators. */
  indicators: FigureItem[];
  /** The day on which it was sent, and for which it counts. */
  givenOn: Day;
  /** That day is past the one by which reports on its period are due. */
  givenLate: boolean;
  /** The earlier report of which it is the corrected version: its id. */
  corrects: number | null;
  illustrative: boolean;
}

export const eventKinds = [
  'imported',
  'plan_confirmed',
  'plan_confirmation_withdrawn',
  'updated',
  'completion_confirmed',
  'completion_confirmation_withdrawn',
  'completed',
  'reopened',
  'returned',
  'extension_requested',
  'extension_decided',
  'extension_agreed',
  'extended',
  'deadline_changed',
  'lead_changed',
  'product_named',
  'evidence_added',
  'evidence_withdrawn',
  'matter_named',
  'matter_put_across',
  'matter_asked_higher',
  'matter_answered',
  'matter_returned',
  'matter_closed',
  'review_moved',
  'deadline_agreed',
  'indicators_set',
  'chased',
  'question_asked',
  'question_answered',
  'question_withdrawn',
  'cooperating_changed',
  'due_proposed',
  'due_proposal_dropped',
  'extension_countered',
  'amendment_proposed',
  'amendment_answered',
  'amendment_taken_back',
  'amendment_reworded',
  'amendment_withdrawn',
  'amendment_merged',
  'amendment_took_over',
] as const;
export type EventKind = (typeof eventKinds)[number];

export interface EventItem {
  id: number;
  kind: EventKind;
  at: string;
  day: Day;
  party: string | null;
  /** The post that acted; null for the system. */
  by: BilingualText | null;
  /** Whoever did it in that post's place, beside which `by` names them. */
  standIn: BilingualText | null;
  /** What the kind needs: `{status, percent, previousPercent}`, `{from, to}` labels, `{reason}`, `{decision, reason}` … */
  data: Record<string, unknown>;
  illustrative: boolean;
}

export interface EventPage {
  /** Newest first. */
  items: EventItem[];
  nextCursor: string | null;
}

/** What a leader, or the coordinator of another side, says of a request to extend. */
export const decisions = ['approved', 'rejected'] as const;
export type Decision = (typeof decisions)[number];

/** Of another side's coordinator alone: the request goes on at an earlier day. */
export const agreementDecisions = [...decisions, 'counter'] as const;
export type AgreementDecision = (typeof agreementDecisions)[number];

export const extensionStatuses = ['open', 'granted', 'refused'] as const;
export type ExtensionStatus = (typeof extensionStatuses)[number];

/** As it is read: closed with its commitment, where an amendment has ended that. */
export const requestStandings = [...extensionStatuses, 'closed'] as const;
export type RequestStanding = (typeof requestStandings)[number];

/** What another side's coordinator says: the request goes on at an earlier day. */
export interface ExtensionCounterItem {
  party: string;
  from: DueItem;
  to: DueItem;
  reason: string;
  at: string;
  by: BilingualText;
  /** Of the asking side's leader, for the day before: it fell with it. */
  decision: Decision | null;
}

export interface ExtensionItem {
  id: number;
  party: string;
  from: DueItem;
  /** For which it asks now. */
  to: DueItem;
  /** For which it asked at first. */
  asked: DueItem;
  /** Days that other sides named instead, oldest first. */
  counters: ExtensionCounterItem[];
  /** Whether the deadline asked for lies after the agreement's last day: who decides is told. */
  afterAgreement: boolean;
  reason: string;
  requestedAt: string;
  requestedBy: BilingualText;
  /** The decision of the asking side's leader. */
  decision: Decision | null;
  decisionReason: string | null;
  decidedAt: string | null;
  /** What the other sides' coordinators said. */
  agreements: { party: string; decision: Decision; reason: string; at: string }[];
  status: RequestStanding;
}

/** Bodies that have ended and were followed by another stand here as the one that followed. */
export interface SideInCharge {
  leadBody: BodyRef;
  /** Codes of the lead and cooperating bodies, whose officers may report. */
  bodies: string[];
}

export interface CompletionWaits {
  /** Days from the day done to the day stated. */
  entryLagDays: number;
  /** Working days from the day stated to the confirmation, or to today. */
  waitingWorkingDays: number;
}

/** A document by its number, a file, or both: the number with day and issuer, or the file's name, is never missing. */
export interface StandingEvidence {
  id: number;
  /** Of the file. */
  name: string | null;
  number: string | null;
  issuedOn: Day | null;
  issuer: string | null;
  recipient: string | null;
  title: string | null;
}

/** One commitment with everything its page shows. */
/** A spell for which a side's part was with one holder. */
export interface PartTurn {
  party: string;
  role: HolderRole;
  name: BilingualText;
  short: BilingualText;
  from: Day;
  /** Null where it is there still. */
  until: Day | null;
  workingDays: number;
}

export interface CommitmentDetail extends CommitmentItem {
  agreement: {
    slug: string;
    number: string;
    /** Its first day. */ startsOn: Day;
    /** Its last day. */ endsOn: Day;
  };
  clauseSummaries: { locator: string; summary: BilingualText }[];
  originalDue: DueItem;
  /** The times for which it was overdue, oldest first, by the deadline that held then. */
  overdueSpells: OverdueSpell[];
  /** Since when the sides differ; null where they do not. */
  differsSince: Day | null;
  /** Reports given so far, by party code. */
  reportCounts: Record<string, number>;
  /** Working days past the deadline; 0 when not overdue. */
  overdueWorkingDays: number;
  /** Of each side whose completion is declared: by how much it was stated after it was done, and how long it waits or waited to be confirmed. */
  completion: Record<string, CompletionWaits | undefined>;
  /** The latest statement of each side, by party code. */
  statements: Record<string, ProgressUpdateItem | undefined>;
  /** Of each side's indicators, by party code and the indicator's: the last figure of each period, with what they come to. */
  figures: Record<string, Record<string, PeriodItem[]>>;
  /** What stands as proof of each side's part, by party code, newest first; without what was withdrawn. */
  evidence: Record<string, StandingEvidence[] | undefined>;
  extensionRequests: ExtensionItem[];
  /** Of every matter that waits: the one that holds it back most first. */
  holders: Holder[];
  /** Through whose hands each side's part has gone, oldest first, with the working days in them. */
  turns: PartTurn[];
  /** What waits for a level other than a lead body to decide, in the order of the sides. */
  openMatters: OpenMatter[];
  /** Who answers for each side's part today, by party code. */
  inCharge: Record<string, SideInCharge | undefined>;
  /** To whom each side's product goes, by party code; in both languages where it is a body or committee that is known. */
  recipients: Record<string, BilingualText | undefined>;
  previous: { id: number; code: string } | null;
  next: { id: number; code: string } | null;
}
