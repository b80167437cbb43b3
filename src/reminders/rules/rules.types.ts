import type { BilingualText } from '../../platform/text.js';
import type { ReminderRule, RuleRole } from '../plan/rules.js';

/** A rule with its name. */
export interface NamedRule extends ReminderRule {
  to: RuleRole[];
  name: BilingualText;
}

/** What a side’s coordinators would have instead of the rules in force. */
export interface RuleProposal {
  id: number;
  /** Code of the side. */
  party: string;
  rules: NamedRule[];
  holdDays: number;
  proposedAt: string;
  /** Name of the account. */
  by: BilingualText;
}

/** By which rules an agreement’s reminders go, and what its sides would have instead. */
export interface AgreementRules {
  rules: NamedRule[];
  /** Working days for which an answer keeps a step back. */
  holdDays: number;
  /** `shipped` where the agreement has no rules of its own. */
  source: (typeof ruleSources)[number];
  /** Of those in force; 0 for what is shipped. What a change is based on. */
  version: number;
  madeAt: string | null;
  madeBy: BilingualText | null;
  /** Empty to those who may not know of them. */
  proposals: RuleProposal[];
}

/** Rules as somebody puts them, before they are called anything. */
export interface RulesPut {
  rules: Omit<ReminderRule, 'code'>[];
  holdDays: number;
}

export const ruleSources = ['shipped', 'agreement'] as const;

export const putStatuses = ['proposed', 'in_force', 'withdrawn'] as const;
export type PutStatus = (typeof putStatuses)[number];
