import type { CommitmentItem, Counts, NamedCode } from '../commitments/commitment.types.js';
import type { IndicatorChoice } from '../commitments/indicators/standing.js';
import type { HolderRole } from '../commitments/turn/turn.types.js';
import type { DueWithin } from './ahead.js';
import type { CompletionFigures } from './completion-figures.types.js';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

/** Of the reports on a period. */
export interface Reports {
  /** Sides that owed one. */
  owed: number;
  /** Of them, those that gave it by its due day: until then, so far. */
  gave: number;
  /** Of them, those that gave it after its due day. */
  late: number;
  /** `gave` ÷ `owed`, null where nothing was owed. From the due day on it never changes. */
  updateRate: number | null;
}

export interface SideFigures extends Reports {
  party: string;
  marker: string;
  name: BilingualText;
  /** Of the side's own statements. */
  counts: Counts;
  /** 0–1: share of the side's parts that it declared completed. */
  completionRate: number | null;
}

/** A commitment in one of the overview's lists. */
export interface ListedCommitment extends CommitmentItem {
  /** Since when the sides differ; null where they do not. */
  since: Day | null;
}

export interface Dashboard extends Reports {
  asOf: Day;
  /** By what had been entered up to the end of this day. */
  knownAt: Day;
  revision: number;
  total: number;
  counts: Counts;
  completionRate: number | null;
  bySector: (NamedCode & { total: number; counts: Counts })[];
  bySide: SideFigures[];
  byBody: (NamedCode &
    Reports & {
      party: string;
      total: number;
      counts: Counts;
      completionRate: number | null;
    })[];
  /** Commitments by who holds the matter that holds them back most; of them, those past their deadline or limit; the longest in working days. */
  byHolder: { party: string; role: HolderRole; count: number; past: number; longest: number }[];
  /** Of the sectors that have any: commitments with an indicator that stands so, or any at all. */
  indicators: (NamedCode & { counts: Record<IndicatorChoice, number> })[];
  /** By how much completions were stated late, and how long they waited to be confirmed. */
  completions: CompletionFigures;
  /** The latest closed reporting period. */
  period: ReportingPeriod;
  dated: number;
  /** Counted under `continuing`: those that should have a date and have none yet. */
  undated: number;
  differing: (ListedCommitment & { days: number | null })[];
  longestOverdue: ListedCommitment[];
  nextDeadlines: (ListedCommitment & { daysLeft: number; nextReminderOn: Day | null })[];
  dueSoon: { days: number; count: number; nearest: Day | null; until: Day };
  /** Open commitments, not overdue, whose last day comes within each of `AHEAD_DAYS`. */
  dueWithin: DueWithin[];
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
