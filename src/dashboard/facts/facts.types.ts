import type { CountGroup, Status, Timeliness } from '../../commitments/commitment.types.js';
import type { Confirmer } from '../../commitments/completion/completion.sql.js';
import type { IndicatorState } from '../../commitments/indicators/standing.js';
import type { Quality } from '../../commitments/read/list.types.js';
import type { HolderRole } from '../../commitments/turn/turn.types.js';
import type { Day } from '../../platform/clock.js';

/** All that the figures of an agreement take from one commitment, as of a day. Parties, bodies and sectors by their ids. */
export interface CommitmentFacts {
  id: number;
  position: number;
  sector: number;
  status: Status;
  group: CountGroup;
  timeliness: Timeliness | null;
  dueOn: Day | null;
  doneOn: Day | null;
  /** Since when its sides differ, while something is left to do; null where they do not. */
  differsSince: Day | null;
  differs: boolean;
  /** It should have a date but has none yet, and is counted under `continuing`. */
  isUndated: boolean;
  /** Days on which it was chased. */
  chased: number;
  /** What it was a month before. */
  before: 'completed' | 'overdue' | null;
  /** Of the matter that holds it back most; null where nothing waits. */
  holder: HolderFacts | null;
  /** How the indicators of its sides stand; of none, empty. */
  indicators: readonly IndicatorState[];
  sides: readonly SideFacts[];
}

export interface HolderFacts {
  party: number;
  role: Exclude<HolderRole, 'other_coordinator'>;
  /** Working days. */
  held: number;
  isPast: boolean;
}

export interface SideFacts {
  party: number;
  body: number;
  group: CountGroup;
  /** Whether it owed a report for the latest closed period, and the day of its first one. */
  owed: boolean;
  reportedOn: Day | null;
  /** Why its record is doubtful. */
  doubts: readonly Quality[];
  /** What became of a completion that it stated. */
  completion: CompletionFacts | null;
}

export interface CompletionFacts {
  /** The body that held the part when that was stated. */
  body: number;
  /** Who confirmed it; of one that waits, null. */
  confirmedBy: Confirmer | null;
  /** Days from its day of completion to its statement. */
  lag: number;
  /** Working days that it waited, or has waited so far. */
  waited: number;
}
