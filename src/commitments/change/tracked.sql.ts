import { sql, type RawBuilder } from 'kysely';
import type { Tracked } from './tracked.js';

/** Names are ours, never input. */
const listed = (rows: readonly Tracked[], each: (row: Tracked) => string): RawBuilder<unknown> =>
  sql.raw(rows.map(each).join(', '));

const presentOf = ({ column, elsewhere }: Tracked, alias: string) =>
  elsewhere ? elsewhere(alias) : `${alias}.${column}`;

/** `'status', c.status, 'completedOn', c.done_on …`: the arguments of jsonb_build_object. */
export function asJson(alias: string, rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, (row) => `'${row.property}', ${presentOf(row, alias)}`);
}

/** `c.status as status, …`: as they are at present. */
export function asColumns(alias: string, rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, (row) => `${presentOf(row, alias)} as ${row.column}`);
}

/** `status text, done_on date …`: the columns of a record made from JSON. */
export function asRecord(rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, ({ column, type }) => `${column} ${type}`);
}

/** `status = n.status, …`, for an update of the entity's own table. */
export function asAssignments(rows: readonly Tracked[]): RawBuilder<unknown> {
  const own = rows.filter(({ elsewhere }) => !elsewhere);
  return listed(own, ({ column }) => `${column} = n.${column}`);
}
