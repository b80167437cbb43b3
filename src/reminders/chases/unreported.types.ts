import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

export interface OwedCommitment {
  id: number;
  code: string;
  title: BilingualText;
  dueOn: Day | null;
  isOverdue: boolean;
}

/** A body that owes reports, whom it can be reached by, and how often it was chased by hand since the period ended. */
export interface UnreportedBody {
  party: string;
  marker: string;
  partyName: BilingualText;
  body: { code: string; name: BilingualText };
  accounts: { name: BilingualText; email: string }[];
  commitments: OwedCommitment[];
  timesChased: number;
  lastChasedOn: Day | null;
}

export interface Unreported {
  period: ReportingPeriod;
  /** In protocol order, side after side. */
  items: UnreportedBody[];
  /** Commitments on which a report is missing, each side's for itself. */
  total: number;
}
