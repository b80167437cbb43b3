import type { CountGroup, Status, Timeliness } from '../../commitments/commitment.types.js';
import type { Confirmer } from '../../commitments/completion/completion.sql.js';
import type { IndicatorState } from '../../commitments/indicators/standing.js';
import { qualities, type Quality } from '../../commitments/read/list.types.js';
import type { Day } from '../../platform/clock.js';
import type { CommitmentFacts, CompletionFacts, HolderFacts, SideFacts } from './facts.types.js';

/** A list of each column, as long as each other; null where there are no rows. */
type Columns<Row> = { [Column in keyof Row]: Row[Column][] | null };

interface Of {
  /** Of the commitment. */
  id: number;
}

/** As the database gives them. */
export interface RawFacts {
  commitments: Columns<
    Of & {
      sector: number;
      version: number;
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

/** Each commitment with what was read of it; its times chased are still to be filled in. */
export function factsOf(raw: RawFacts): CommitmentFacts[] {
  const completions = byCommitmentAndParty(rowsOf(raw.completions));
  const sides = Map.groupBy(rowsOf(raw.sides), ({ id }) => id);
  const before = new Map(rowsOf(raw.before).map(({ id, was }) => [id, was]));
  const holders = new Map(rowsOf(raw.holders).map(({ id, ...holder }) => [id, holder]));
  const indicators = new Map(rowsOf(raw.indicators).map(({ id, states }) => [id, states]));
  return rowsOf(raw.commitments).map((commitment) => {
    const { id } = commitment;
    return {
      ...commitment,
      chased: 0,
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

export function rowsOf<Row extends object>(columns: Columns<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  const length = columns[names[0]!]?.length ?? 0;
  return Array.from({ length }, (_, at) => {
    const row = {} as Row;
    for (const name of names) row[name] = columns[name]![at]!;
    return row;
  });
}
