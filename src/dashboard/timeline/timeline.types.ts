import type { CommitmentItem, DueItem } from '../../commitments/commitment.types.js';
import type { DaysRead } from '../../commitments/read/days.js';
import type { CommitmentChoices } from '../../commitments/read/list.types.js';
import type { Day } from '../../platform/clock.js';

/** A commitment with the deadline it had at first, where that was extended. */
export interface TimelineItem extends CommitmentItem {
  originalDue: DueItem | null;
}

export interface Timeline extends DaysRead {
  /** The first and the last day of the agreement. */
  period: { from: Day; to: Day };
  /** In the order of their codes. */
  items: TimelineItem[];
  /** How many pass the filter; more than there are items where those are too many for a page. */
  total: number;
  choices: CommitmentChoices;
}
