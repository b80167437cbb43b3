import type { BodyRef } from '../commitments/commitment.types.js';
import type { Confirmer } from '../commitments/completion/completion.sql.js';

/** Of completions that are stated: by how many days they were stated after they were done. */
export interface EntryLag {
  /** Parts reported as completed. */
  count: number;
  totalDays: number;
  /** To one decimal; null where there are none. */
  averageDays: number | null;
  longestDays: number | null;
  /** Of them, those stated more than ten days after they were done. */
  late: number;
}

/** Of completions, how many working days they waited, or have waited so far, for their confirmation. */
export interface Waiting {
  count: number;
  totalWorkingDays: number;
  averageWorkingDays: number | null;
  longestWorkingDays: number | null;
}

/** What is confirmed, and apart from it what still waits: a wait that runs is not an answer yet. */
export interface Confirmations {
  confirmed: Waiting;
  waiting: Waiting;
}

export interface CompletionFigures {
  bySide: ({ party: string; entry: EntryLag } & Confirmations)[];
  /** The bodies that stated them. */
  byBody: (BodyRef & { party: string; entry: EntryLag } & Confirmations)[];
  /** Who confirmed; what still waits, waits for its side's leader. */
  byConfirmer: ({ party: string; role: Confirmer } & Confirmations)[];
}
