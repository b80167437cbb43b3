import type { BilingualText } from '../../platform/text.js';
import type { ProgressUpdateItem } from '../commitment.types.js';

/** What becomes of a report that the side's coordinator looks at; `superseded`: sent anew by its author before that. */
export const reviewStatuses = ['pending', 'accepted', 'sent_back', 'superseded'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export const reviewDecisions = ['accepted', 'sent_back'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** The parts of a report that a comment can be about. */
export const reviewedFields = [
  'status',
  'percent',
  'doneOn',
  'evidence',
  'noEvidenceReason',
  'results',
  'difficulties',
  'decisionLevel',
  'proposals',
  'nextSteps',
  'indicators',
] as const;
export type ReviewedField = (typeof reviewedFields)[number];

export interface FieldComment {
  field: ReviewedField;
  text: string;
}

/** What the side's own people and auditors read beside a report. */
export interface ReviewItem {
  /** Of the report as it was sent. */
  id: number;
  status: ReviewStatus;
  sentAt: string;
  /** When it was decided, by whom, and what was said; null while it waits. */
  at: string | null;
  by: BilingualText | null;
  comment: string | null;
  comments: FieldComment[];
  /** The report that stands by it; null where none does. */
  updateId: number | null;
}

/** A report as it was just made. */
export interface NewProgressUpdate extends Omit<ProgressUpdateItem, 'period'> {
  /** Null for a contribution, which counts for none. */
  period: string | null;
  /** The commitment's, from now on. */
  version: number;
  /** It came from a cooperating body, changed nothing, and waits for the lead body: `id` is that of the contribution. */
  contribution: boolean;
  /** It changed nothing yet, and waits for the side's coordinator; null where it stands at once. */
  review: ReviewItem | null;
}

/** A report as the list of a commitment's reports has it. */
export interface ReportItem extends ProgressUpdateItem {
  /** The corrected version of it; of one that does not stand yet, the one sent in its place. */
  supersededBy: number | null;
  /** Null to other sides, and where nobody had to look at it. */
  review: ReviewItem | null;
}

export interface ReportPage {
  /** Newest first. */
  items: ReportItem[];
  nextCursor: string | null;
}
