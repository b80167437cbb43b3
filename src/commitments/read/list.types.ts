import type { Day } from '../../platform/clock.js';
import type { IndicatorChoice } from '../indicators/standing.js';
import type { Found } from '../search/found.types.js';
import type { Searcher } from '../search/searcher.js';
import type { DaysAsked } from './days.js';
import type {
  Status,
  Timeliness,
  CountGroup,
  NamedCode,
  BodyRef,
  CommitmentItem,
} from '../commitment.types.js';

export const confirmations = ['plan_pending', 'completion_pending', 'confirmed'] as const;
export type Confirmation = (typeof confirmations)[number];

/** What became of the report of a side on the latest closed reporting period: `owed` is all of it, `gave` by its due day, `late` after it. */
export const updateStates = ['owed', 'gave', 'late', 'missing'] as const;
export type UpdateState = (typeof updateStates)[number];

/** What is doubtful in the records themselves, whatever the work's standing; docs/rules.md §7c says each. */
export const qualities = [
  'no_evidence',
  'no_evidence_or_reason',
  'entered_late',
  'reported_after_due',
  'no_news',
  'no_date',
  'no_product',
  'no_account',
] as const;
export type Quality = (typeof qualities)[number];

/** What a deadline can be: one with a last day, none yet, or none ever. */
export const deadlineKinds = ['dated', 'undated', 'continuing'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export interface CommitmentFilter extends DaysAsked {
  sector?: string;
  status?: Status;
  timeliness?: Timeliness;
  party?: string;
  body?: string;
  /** The body that leads a side's part. */
  lead?: string;
  /** `plan_pending`: a side has not confirmed owners and deadline; `completion_pending`: declared, awaiting its leader. */
  confirmation?: Confirmation;
  /** Sides differ. */
  differs?: boolean;
  /** One or more counted groups, as the dashboard counts them. */
  group?: CountGroup | readonly CountGroup[];
  /** Whether it has a last day. */
  deadline?: DeadlineKind;
  /** With `party`: status, timeliness and group are those of that side's own statement (as `bySide` counts). */
  of?: 'side';
  /** What became of a side's (of `party`) report on the latest closed reporting period. */
  update?: UpdateState;
  /** What is doubtful in the records of a side (of `party`). */
  quality?: Quality;
  /** A side (that of `party`) has an indicator that stands so, or any at all. */
  indicator?: IndicatorChoice;
  extended?: boolean;
  /** At least this many times chased. */
  remindedAtLeast?: number;
  /** `hanoi.leader`: who holds the matter that holds it back most; `none`: nothing waits. */
  holder?: string;
  /** The lead body that does. */
  holderBody?: string;
  /** The body that stated a completion. */
  statedBy?: string;
  /** `hanoi.leader`: who confirmed a side's completion, or `hanoi.coordinator`, on the leader's behalf. */
  confirmedBy?: string;
  /** `hanoi.coordinator.plan`: for whom something of a kind waits, whatever holds it back most. */
  waits?: string;
  q?: string;
  /** Who searches; where it is left out, nothing that is kept to a side is found. */
  searcher?: Searcher;
  dueFrom?: Day;
  dueTo?: Day;
  sort?: SortKey;
}

/** `relevance`: what is searched for, the best found first; without a search as `code`. */
export const sortKeys = [
  'relevance',
  'code',
  '-code',
  'due',
  '-due',
  'percent',
  '-percent',
  'title',
  '-title',
] as const;
export type SortKey = (typeof sortKeys)[number];

/** How many commitments each choice of a filter would leave, given the other filters. */
export interface CommitmentFacets {
  timeliness: Record<string, number>;
  group: Record<string, number>;
  status: Record<string, number>;
  sector: Record<string, number>;
  party: Record<string, number>;
  body: Record<string, number>;
  confirmation: Record<string, number>;
  /** By `<party>.<role>`; a coordinator is one, whoever asks. */
  holder: Record<string, number>;
  differs: number;
  /** Of the group `continuing`, those that should have a date and have none yet; under the filters that `group` has. */
  undated: number;
  extended: number;
  reminded: number;
}

/** What the list can be narrowed by. */
export interface CommitmentChoices {
  facets: CommitmentFacets;
  sectors: NamedCode[];
  /** Those that lead something. */
  bodies: (Pick<BodyRef, 'code' | 'short' | 'name'> & { party: string })[];
}

export interface ListedCommitment extends CommitmentItem {
  /** Of a search: where it was found best. */
  found?: Found;
}

export interface CommitmentPage {
  items: ListedCommitment[];
  nextCursor: string | null;
  /** Of a search, 1,000 at most. */
  total: number;
  /** Of a search: whether there are more. */
  totalIsAtLeast?: boolean;
}
