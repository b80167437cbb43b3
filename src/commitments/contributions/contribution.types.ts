import type { BilingualText } from '../../platform/text.js';
import type { BodyRef } from '../commitment.types.js';

/** What a cooperating body may say: to complete, suspend or withdraw a part is for those who speak for the side. */
export const contributionStatuses = ['not_started', 'in_progress'] as const;
export type ContributionStatus = (typeof contributionStatuses)[number];

export const outcomes = ['taken_over', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];

export interface ContributionItem {
  id: number;
  /** Code of its side. */
  party: string;
  body: BodyRef;
  at: string;
  by: BilingualText;
  status: ContributionStatus;
  percent: number;
  results: string;
  difficulties: string;
  proposals: string;
  nextSteps: string;
  illustrative: boolean;
  /** Null while it waits for the lead body. */
  outcome: ContributionOutcomeItem | null;
}

export interface ContributionOutcomeItem {
  kind: Outcome;
  at: string;
  by: BilingualText;
  /** The report that took it over. */
  updateId: number | null;
  /** Why it was declined. */
  reason: string | null;
}

export interface ContributionPage {
  /** Newest first. */
  items: ContributionItem[];
  nextCursor: string | null;
}
