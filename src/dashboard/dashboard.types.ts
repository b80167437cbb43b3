import type { CommitmentItem, Counts, NamedCode } from '../commitments/commitment.types.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

export interface SideFigures {
  party: string;
  marker: string;
  name: BilingualText;
  /** Of the side's own statements. */
  counts: Counts;
  /** Sides that owed an update in the reporting period, and those that gave one. */
  owed: number;
  gave: number;
  /** 0–1, null where nothing was owed. */
  updateRate: number | null;
  /** 0–1: share of the side's parts that it declared completed. */
  completionRate: number | null;
}

/** A commitment in one of the overview's lists. */
export interface ListedCommitment extends CommitmentItem {
  /** Since when the sides differ; null where they do not. */
  since: Day | null;
}

export interface Dashboard {
  asOf: Day;
  revision: number;
  total: number;
  counts: Counts;
  updateRate: number | null;
  completionRate: number | null;
  bySector: (NamedCode & { total: number; counts: Counts })[];
  bySide: SideFigures[];
  byBody: (NamedCode & {
    party: string;
    total: number;
    counts: Counts;
    updateRate: number | null;
    completionRate: number | null;
  })[];
  /** The latest closed reporting period. */
  period: { from: Day; to: Day; dueOn: Day };
  dated: number;
  differing: (ListedCommitment & { days: number | null })[];
  longestOverdue: ListedCommitment[];
  nextDeadlines: (ListedCommitment & { daysLeft: number; nextReminderOn: Day | null })[];
  dueSoon: { days: number; count: number; nearest: Day | null; until: Day };
  chasedOften: number;
  /** Dated commitments whose last day has passed, and of them completed, completed on time. */
  reached: { due: number; completed: number; onTime: number };
  before: { day: Day; completed: number; overdue: number };
  /** Cumulative, one point for each day on which something changes. */
  trend: {
    planned: { day: Day; count: number }[];
    completed: { day: Day; count: number }[];
    from: Day;
    to: Day;
  };
}
