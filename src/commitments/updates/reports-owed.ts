import type { RequestScope } from '../../identity/scope.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

/** A commitment on which the reader's body owes a report, or gave one today. */
export interface OwedReport {
  code: string;
  title: BilingualText;
  /** When today's was sent; null while one is owed. */
  sentAt: string | null;
  /** What the side says, and said before it. */
  percent: number | null;
  previousPercent: number | null;
  dueOn: Day | null;
  isOverdue: boolean;
  /** What came back is to be reported again. */
  isReturned: boolean;
}

/** What the reader has to report on in one sitting: handed in by the room that knows everybody's work. */
export abstract class ReportsOwed {
  /** In the agreement of the request: what was sent today, then what is owed, the most urgent first. */
  abstract of(scope: RequestScope): Promise<OwedReport[]>;
}
