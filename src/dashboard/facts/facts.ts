import type { CountGroup, Status, Timeliness } from '../../commitments/commitment.types.js';
import type { Confirmer } from '../../commitments/completion/completion.sql.js';
import type { IndicatorState } from '../../commitments/indicators/standing.js';
import { qualities, type Quality } from '../../commitments/read/list.types.js';
import { rowsOf, type Columns } from '../../commitments/read/columns.js';
import type { Day } from '../../platform/clock.js';
import type { CommitmentFacts, CompletionFacts, HolderFacts, SideFacts } from './facts.types.js';

interface Of {
  /** Of the commitment. */
  id: number;
}

/** As the database gives them. */
export interface RawFacts {
  commitments: Columns<
    Of & {
      sector: number;
      chased: number;
      position: number;
      status: Status;
      group: CountGroup;
      timeliness: Timeliness | null;
      dueOn: Day | null;
      doneOn: Day | null;
      differs: boolean;
      differsSince: Day | null;
      isUndated: boolean;
    }
  >;
  before: Columns<Of & { was: 'completed' | 'overdue' }>;
  sides: Columns<
    Of & {
      party: number;
      body: number;
      group: CountGroup;
      owed: boolean;
      reportedOn: Day | null;
      doubts: number;
    }
  >;
  completions: Columns<
    Of & { party: number; body: number; confirmedBy: Confirmer | null; lag: number; waited: number }
  >;
  holders: Columns<Of & { party: number; role: HolderFacts['role']; held: number; isPast: boolean }>;
  indicators: Columns<Of & { states: string }>;
}

/** Each commitment with what was read of it, by its id. */
export function factsOf(raw: RawFacts): Map<number, CommitmentFacts> {
  const completions = byCommitmentAndParty(rowsOf(raw.completions));
  const sides = Map.groupBy(rowsOf(raw.sides), ({ id }) => id);
  const before = new Map(rowsOf(raw.before).map(({ id, was }) => [id, was]));
  const holders = new Map(rowsOf(raw.holders).map(({ id, ...holder }) => [id, holder]));
  const indicators = new Map(rowsOf(raw.indicators).map(({ id, states }) => [id, states]));
  const facts = rowsOf(raw.commitments).map((commitment): CommitmentFacts => {
    const { id } = commitment;
    return {
      ...commitment,
      before: before.get(id) ?? null,
      holder: holders.get(id) ?? null,
      indicators: (indicators.get(id)?.split(' ') ?? none) as readonly IndicatorState[],
      sides: (sides.get(id) ?? []).map(({ id: _id, doubts, ...side }): SideFacts => ({
        ...side,
        doubts: kindsOf(doubts),
        completion: completions.get(`${id} ${side.party}`) ?? null,
      })),
    };
  });
  return new Map(facts.map((one) => [one.id, one]));
}

const none: readonly never[] = [];

function byCommitmentAndParty(rows: (Of & CompletionFacts & { party: number })[]) {
  return new Map<string, CompletionFacts>(
    rows.map(({ id, party, ...completion }) => [`${id} ${party}`, completion]),
  );
}

/** @param bits as `doubts` of facts.sql.ts sets them */
function kindsOf(bits: number): readonly Quality[] {
  return bits === 0 ? none : qualities.filter((_, bit) => (bits & (1 << bit)) !== 0);
}
