import type { Deadline } from '../calendar/deadline.js';
import type { BilingualText } from '../platform/text.js';
import type { ChaseTime } from '../reminders/chases/chase.types.js';

export const bulkOutcomes = ['done', 'refused'] as const;
type BulkOutcome = (typeof bulkOutcomes)[number];

/** Beside which commitments it is about; null where it is still to be said. */
export type BulkTerms =
  | { action: 'ask_report'; text?: string; when: ChaseTime }
  | { action: 'confirm_plan' }
  /** Code of a body of the own side. */
  | { action: 'hand_over'; body: string | null }
  | { action: 'propose_due'; due: Deadline | null; reason: string };

export interface BulkAsked {
  terms: BulkTerms;
  ids: readonly number[];
  /** Of each, in the order of the ids: as the preview saw them. Without them, as they stand. */
  versions?: readonly number[];
  /** All of them were to be done in the preview: one that is refused by now has changed since. */
  isWhole?: boolean;
}

export const bulkFields = [
  'lead_body',
  'cooperating_bodies',
  'plan',
  'due',
  'proposed_due',
  'report',
] as const;
export type BulkField = (typeof bulkFields)[number];

export interface BulkChange {
  field: BulkField;
  from: BilingualText | null;
  to: BilingualText | null;
}

/** One commitment, and what becomes of it. */
export interface BulkItem {
  id: number;
  /** Null, as all that follows, where there is none in reach. */
  code: string | null;
  title: BilingualText | null;
  version: number | null;
  outcome: BulkOutcome;
  /** Why it is refused. */
  reason: BilingualText | null;
  changes: BulkChange[];
}

export interface BulkResult {
  items: BulkItem[];
}
