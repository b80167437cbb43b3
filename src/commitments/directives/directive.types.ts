import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { BodyRef } from '../commitment.types.js';
import type { QuestionState } from '../questions/question.types.js';

/** What a leader directs: to hurry, to bring evidence, to report, to give the part to another lead body, to propose a new date. */
export const directiveKinds = ['urge', 'evidence', 'report', 'reassign', 'date'] as const;
export type DirectiveKind = (typeof directiveKinds)[number];

/** Who of the leader's own side is to answer. */
export const directiveAddressees = ['lead_body', 'coordinator'] as const;
export type DirectiveAddressee = (typeof directiveAddressees)[number];

/** `closed`: the commitment was completed or withdrawn before anybody answered. */
export const directiveStates = ['open', 'answered', 'withdrawn', 'closed'] as const;
export type DirectiveState = (typeof directiveStates)[number];

/** Whose directives a list can be narrowed to. */
export const directiveAuthors = ['me'] as const;

/** By what a directive was carried out, where the answer says so: a report, a piece of evidence, a request for a new date. */
export const fulfilments = ['report', 'evidence', 'extension'] as const;
export type FulfilmentKind = (typeof fulfilments)[number];

export interface Fulfilment {
  kind: FulfilmentKind;
  id: number;
  /** What it is called: a period, a name or number, a deadline. */
  label: BilingualText;
}

/** What was directed on a commitment, to whom, and what became of it. */
export interface DirectiveItem {
  id: number;
  /** Code of the side whose leader it is, and which alone reads it. */
  party: string;
  /** Code of the side whose part it is about. */
  part: string;
  kind: DirectiveKind;
  text: string;
  at: string;
  by: BilingualText;
  /** The day by which it is to be answered. */
  answerBy: Day;
  addressee: DirectiveAddressee;
  /** Who answers for the lead body today; null where it is the coordinator's. */
  body: BodyRef | null;
  state: DirectiveState;
  /** Working days past `answerBy` without an answer; 0 where it is answered, or within it. */
  daysLate: number;
  outcome: DirectiveOutcomeItem | null;
  /** What the office asked another on its account, oldest first. */
  questions: DirectiveQuestion[];
  /** By the viewer, now. */
  mayAnswer: boolean;
  mayWithdraw: boolean;
  illustrative: boolean;
}

export interface DirectiveOutcomeItem {
  at: string;
  /** Null where it ended with its commitment. */
  by: BilingualText | null;
  /** The answer, or why it was withdrawn; null where it ended with its commitment. */
  text: string | null;
  fulfilment: Fulfilment | null;
}

/** A question to another side's office, as the directive's own side has it: that side reads the question, and not of what it came. */
export interface DirectiveQuestion {
  id: number;
  at: string;
  text: string;
  answerBy: Day;
  state: QuestionState;
  answer: { at: string; by: BilingualText; text: string } | null;
}

export interface DirectivePage {
  /** Newest first. */
  items: DirectiveItem[];
  nextCursor: string | null;
}

/** A directive in a list of all commitments of an agreement. */
export interface ListedDirective extends DirectiveItem {
  commitment: { id: number; code: string; title: BilingualText };
}

/** How many are unanswered, and how many of those are past their day. */
export interface Unanswered {
  open: number;
  late: number;
}

export interface DirectiveListPage {
  items: ListedDirective[];
  /** Of the reader's side; of a leader, those that are his. */
  unanswered: Unanswered;
  nextCursor: string | null;
}
