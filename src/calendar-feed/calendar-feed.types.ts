import type { Precision } from '../calendar/deadline.js';
import type { Status } from '../commitments/commitment.types.js';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

/** A commitment that has a last day, as far as a calendar tells of it. */
export interface DatedCommitment {
  id: number;
  code: string;
  title: BilingualText;
  status: Status;
  precision: Exclude<Precision, 'ongoing'>;
  value: string;
  /** The last day. */
  day: Day;
  /** As it was said first; `value` is null where it had no date then. */
  original: { precision: Precision; value: string | null };
  extensions: number;
  isAgreed: boolean;
  version: number;
  changedAt: string;
  leads: { body: BilingualText; party: BilingualText }[];
}

/** The deadlines of one agreement. */
export interface AgreementDeadlines {
  slug: string;
  items: DatedCommitment[];
}
