import type { Deadline } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { Decision, DueItem, NamedCode } from '../commitment.types.js';

export const amendmentStatuses = ['open', 'in_force', 'rejected', 'taken_back'] as const;
export type AmendmentStatus = (typeof amendmentStatuses)[number];

export const changeKinds = ['add', 'reword', 'withdraw', 'merge'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Minutes, a conclusion, a notice: by which the sides, or the leaders of one, decided. */
export interface SourceDocument {
  number: string;
  title: string;
  issuedOn: Day;
}

/** One change as it is asked for. */
export interface NewChange {
  kind: ChangeKind;
  /** The commitment that is changed: its id, or its code. */
  commitment?: number | string;
  /** Of what is added or reworded. */
  title?: BilingualText;
  due?: Deadline;
  /** Into which it is merged: id or code, also the code of one that the same amendment adds. */
  into?: number | string;
  /** Of what is added. */
  code?: string;
  sector?: string;
  clauses?: string[];
  /** Codes of lead bodies, by that of their side. */
  leads?: Record<string, string>;
}

/** A change as it is kept: by codes, whole, so that nothing of it depends on what is so later. */
export type KeptChange =
  | AddedCommitment
  | { kind: 'reword'; commitment: string; title?: BilingualText; due?: Deadline }
  | { kind: 'withdraw'; commitment: string }
  | { kind: 'merge'; commitment: string; into: string };

export interface AddedCommitment {
  kind: 'add';
  code: string;
  sector: string;
  title: BilingualText;
  /** Null where none is named: still to be set. */
  due: Deadline | null;
  clauses: string[];
  leads: Record<string, string>;
}

/** What a commitment was when a change of it was proposed. */
export interface Before {
  title: BilingualText;
  due: Deadline;
}

/** One change as everybody who may see the agreement reads it. */
export interface ChangeItem {
  kind: ChangeKind;
  /** The commitment that is changed, or was added; its id is null until an amendment that adds it is in force. */
  commitment: { id: number | null; code: string };
  sector: NamedCode | null;
  /** Before and after; null where there is none, or the change says nothing of it. */
  title: { from: BilingualText | null; to: BilingualText | null };
  due: { from: DueItem | null; to: DueItem | null };
  into: { id: number | null; code: string; title: BilingualText } | null;
  leads: { party: string; body: NamedCode }[];
}

export interface AmendmentAnswerItem {
  party: string;
  decision: Decision;
  reason: string;
  /** By which that side's leaders decided; the amendment's source where no other is named. */
  document: SourceDocument;
  by: BilingualText;
  at: string;
}

export interface AmendmentItem {
  id: number;
  /** The side that proposes it. */
  party: string;
  source: SourceDocument;
  status: AmendmentStatus;
  proposedAt: string;
  proposedBy: BilingualText;
  /** The day from which it is in force; null where it is not. */
  inForceOn: Day | null;
  settledAt: string | null;
  changes: ChangeItem[];
  answers: AmendmentAnswerItem[];
  /** Codes of the sides whose answer is awaited, in the order of the agreement. */
  awaits: string[];
  illustrative: boolean;
}

export interface AmendmentPage {
  /** Newest first. */
  items: AmendmentItem[];
  nextCursor: string | null;
}
