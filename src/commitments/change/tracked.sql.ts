import { sql, type RawBuilder } from 'kysely';
import type { Tracked } from './tracked.js';

/** Names are ours, never input. */
const listed = (rows: readonly Tracked[], each: (row: Tracked) => string): RawBuilder<unknown> =>
  sql.raw(rows.map(each).join(', '));

/** `'status', c.status, 'completedOn', c.completed_on …`: the arguments of jsonb_build_object. */
export function asJson(alias: string, rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, ({ property, column }) => `'${property}', ${alias}.${column}`);
}

/** `status text, completed_on date …`: the columns of a record made from JSON. */
export function asRecord(rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, ({ column, type }) => `${column} ${type}`);
}

/** `status = n.status, …`, for an update. */
export function asAssignments(rows: readonly Tracked[]): RawBuilder<unknown> {
  return listed(rows, ({ column }) => `${column} = n.${column}`);
}
