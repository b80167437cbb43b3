import type { DecisionLevel } from '../matters/matter.types.js';
import type { Statement } from '../statement.js';

/** What a side sends. */
export interface Report extends Statement {
  /** Of which reporting period; where it is left out, the rule says which (docs/rules.md §7). */
  period?: string;
  /** The level that must decide on what stands in the way; where it is left out, as it stands. */
  decisionLevel?: DecisionLevel;
}

/** A report, or a contribution, as it was taken. */
export interface Taken {
  id: number;
  /** The reporting period that it counts for: `2019-11`. Null for a contribution, which counts for none. */
  period: string | null;
  at: Date;
  /** The commitment's, from now on. */
  version: number;
  contribution: boolean;
  /** The level that must decide, as it now stands. */
  decisionLevel: DecisionLevel | null;
}
