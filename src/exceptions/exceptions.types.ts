import type { CommitmentItem, Holder, ProductItem } from '../commitments/commitment.types.js';
import type { DecisionLevel } from '../commitments/matters/matter.types.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

/** What the page can be narrowed to. */
export const onlyKinds = ['overdue', 'waiting', 'above'] as const;
export type OnlyKind = (typeof onlyKinds)[number];

/** What a reader may decide on a row, by may.ts: in the order in which it is offered. */
export const exceptionActions = [
  'confirm_completion',
  'decide_extension',
  'agree_to_extension',
  'decide_matter',
  'send_back',
  'confirm_plan',
  'direct',
] as const;
export type ExceptionAction = (typeof exceptionActions)[number];

/** What a part that is not done still owes. */
export interface MissingProduct {
  party: string;
  marker: string;
  partyName: BilingualText;
  /** Null where none is named. */
  product: ProductItem | null;
  /** In both languages where it is a body or committee that is known. */
  recipient: BilingualText | null;
}

/** A commitment that is overdue, or of which something waits longer than it may. */
export interface FoundException extends CommitmentItem {
  /** Days past the last day; 0 within it. */
  daysLate: number;
  /** Working days of what has waited longest past the agreement's limit; 0 where nothing has. */
  daysWaiting: number;
  /** Whether something of it waits for the reader's post. */
  isOwn: boolean;
  /** Of what is late or stuck: the one that holds it back most first. */
  holders: Holder[];
  /** Of the part that holds it back most; null where every part is declared. */
  missingProduct: MissingProduct | null;
  missingProducts: MissingProduct[];
  /** The highest that something of it waits for. */
  decisionLevel: DecisionLevel;
  /** The extension that is asked for: until when, and by whom. */
  request: { party: string; to: BilingualText } | null;
}

export interface ExceptionItem extends FoundException {
  actions: ExceptionAction[];
}

export const holderGroups = ['leader', 'coordinator', 'lead_body', 'outside'] as const;
export type HolderGroup = (typeof holderGroups)[number];

/** Of how many exceptions somebody of that role and side holds something; the longest it has been there. */
export interface HeldCount {
  role: HolderGroup;
  /** Null for what is outside both sides. */
  party: string | null;
  count: number;
  workingDays: number;
}

/** A month before, for comparison. */
export interface ExceptionsBefore {
  day: Day;
  own: number;
  overdue: number;
  waiting: number;
  above: number;
}

/** Of all of them, whatever is filtered. */
export interface ExceptionFigures {
  total: number;
  /** What waits for the reader's post, and the working days of what has waited longest. */
  own: number;
  ownLongest: number;
  /** Matters: several can be of one exception. */
  ownMatters: number;
  overdue: number;
  overdueLongest: number;
  /** What waits too long, though its deadline has not passed. */
  waiting: number;
  waitingLongest: number;
  /** What both committees or a higher level must decide. */
  above: number;
  /** Of the commitments of the agreement, all others. */
  inOrder: number;
  held: HeldCount[];
}

export interface FoundPage {
  asOf: Day;
  knownAt: Day;
  /** Working days that something may wait. */
  waitingLimitDays: number;
  figures: ExceptionFigures;
  /** By what was known as late as the figures are; null where nothing was tracked yet. */
  before: ExceptionsBefore | null;
  items: FoundException[];
  /** Of those that match the filter. */
  total: number;
  nextCursor: string | null;
}

export interface ExceptionPage extends Omit<FoundPage, 'items'> {
  items: ExceptionItem[];
}
