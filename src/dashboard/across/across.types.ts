import type { Counts } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { DueWithin } from '../ahead.js';
import type { Reports } from '../dashboard.types.js';

/** How one agreement, or all of several, stand. */
export interface Standing extends Reports {
  total: number;
  counts: Counts;
  completionRate: number | null;
  /** Open commitments whose sides report differently. */
  differing: number;
  /** Open commitments, not overdue, whose last day comes within so many days. */
  dueWithin: DueWithin[];
  /** Days by which the oldest overdue commitment is late; null where none is. */
  longestOverdue: number | null;
  /** Working days for which the longest-waiting matter has been with its holder; null where nothing waits. */
  longestWait: number | null;
}

export interface AgreementStanding extends Standing {
  slug: string;
  number: string;
  kind: string;
  title: BilingualText;
  /** The reporting period that the reports are of. */
  period: string;
}

/** The agreements that somebody may read, the most overdue commitments first. */
export interface Across extends Standing {
  asOf: Day;
  knownAt: Day;
  items: AgreementStanding[];
}
