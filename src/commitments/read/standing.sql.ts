import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';

/** What a completion is made of. */
interface Completion {
  /** The column with its day. */
  day: string;
  /** All that is taken with it from the row in which it stands. */
  columns: string[];
  /** What those columns are where a completion held on the day no longer stands; the others stay as they were held. */
  undone: Record<string, string>;
}

export const ofCommitment: Completion = {
  day: 'done_on',
  columns: ['status', 'percent', 'done_on', 'completed_on', 'differs', 'differs_since'],
  undone: { status: `'in_progress'`, done_on: 'null::date', completed_on: 'null::date' },
};

export const ofSide: Completion = {
  day: 'completed_on',
  columns: [
    'status',
    'percent',
    'completed_on',
    'completion_declared_at',
    'completion_confirmed_at',
    'returned_at',
  ],
  undone: {
    status: `'in_progress'`,
    completed_on: 'null::date',
    completion_declared_at: 'null::timestamptz',
    completion_confirmed_at: 'null::timestamptz',
  },
};

/**
 * A column as of a day by what was known later: what stands completed then counts from the day on which it was done, what was
 * completed on the day and no longer is does not count, all else is as it was held (docs/rules.md §4a).
 * @param held its value in `h`, the row held on the day
 * @param known the alias of the row held later, and its day of completion
 */
export function standing(
  { day, columns, undone }: Completion,
  column: string,
  held: RawBuilder<unknown>,
  known: { alias: string; done: RawBuilder<unknown> },
  asOf: Day,
): RawBuilder<unknown> {
  if (!columns.includes(column)) return held;
  const then = column === day ? known.done : sql.ref(`${known.alias}.${column}`);
  const left = undone[column] === undefined ? held : sql.raw(undone[column]);
  return sql`case when ${sql.ref(`${known.alias}.status`)} = 'completed' and ${known.done} <= ${asOf}::date then ${then}
    when h.status = 'completed' then ${left} else ${held} end`;
}
