/** A property that a change may alter, its column, that column's type, and whether the history keeps it. */
export interface Tracked {
  property: string;
  column: string;
  type: string;
  history: History;
  /** SQL for its present value, where it is no column of the entity's own table. */
  elsewhere?: (alias: string) => string;
}

/** What joined the history later is null in rows written without it: there it was as it is today. So it is never null itself. */
type History = 'kept' | 'joined later' | 'not kept';

const row = (property: string, column: string, type: string, history: History): Tracked => ({
  property,
  column,
  type,
  history,
});

/**
 * All that a change may alter; the rest stands from the import on. Loading, writing, history and reading as of a day go by
 * this table: what is to be tracked besides needs its line here, its property and its migration.
 */
export const tracked = {
  commitment: [
    row('title', 'title', 'jsonb', 'joined later'),
    row('status', 'status', 'text', 'kept'),
    row('percent', 'percent', 'integer', 'kept'),
    row('completedOn', 'done_on', 'date', 'kept'),
    row('confirmedOn', 'completed_on', 'date', 'kept'),
    row('differs', 'differs', 'boolean', 'kept'),
    row('differsSince', 'differs_since', 'date', 'kept'),
    row('duePrecision', 'due_precision', 'text', 'kept'),
    row('dueValue', 'due_value', 'text', 'kept'),
    row('dueOn', 'due_on', 'date', 'kept'),
    row('undated', 'undated', 'jsonb', 'joined later'),
    row('duePlan', 'due_plan', 'jsonb', 'joined later'),
    row('dueVersion', 'due_version', 'integer', 'not kept'),
    row('originalPrecision', 'original_precision', 'text', 'not kept'),
    row('originalValue', 'original_value', 'text', 'not kept'),
    row('extensions', 'extensions', 'integer', 'kept'),
  ],
  side: [
    row('leadBodyId', 'lead_body_id', 'integer', 'kept'),
    { ...row('cooperatingIds', 'cooperating', 'integer[]', 'joined later'), elsewhere: cooperatingOf },
    row('product', 'product', 'jsonb', 'joined later'),
    row('indicators', 'indicators', 'jsonb', 'joined later'),
    row('status', 'status', 'text', 'kept'),
    row('percent', 'percent', 'integer', 'kept'),
    row('updatedAt', 'updated_at', 'timestamptz', 'kept'),
    row('doneOn', 'completed_on', 'date', 'kept'),
    row('completionDeclaredAt', 'completion_declared_at', 'timestamptz', 'kept'),
    row('completionConfirmedAt', 'completion_confirmed_at', 'timestamptz', 'kept'),
    row('completionConfirmedBy', 'completion_confirmed_by', 'integer', 'not kept'),
    row('returnedAt', 'returned_at', 'timestamptz', 'kept'),
    row('planConfirmedAt', 'plan_confirmed_at', 'timestamptz', 'kept'),
    row('planConfirmedBy', 'plan_confirmed_by', 'integer', 'not kept'),
    row('ended', 'ended', 'boolean', 'joined later'),
  ],
} satisfies Record<string, Tracked[]>;

/** In order, so that the same bodies are the same value. */
export function cooperatingOf(side: string): string {
  return `array(select cb.body_id from cooperating_body cb where cb.side_id = ${side}.id order by cb.body_id)`;
}

export const keptBy = (rows: readonly Tracked[]) => rows.filter(({ history }) => history !== 'not kept');
export const joinedLaterTo = (rows: readonly Tracked[]) =>
  rows.filter(({ history }) => history === 'joined later');

/** The values of an entity by column. */
export type Values = Record<string, unknown>;

/** As JSON would have them. */
export function valuesOf(entity: object, rows: readonly Tracked[]): Values {
  const values = entity as Record<string, unknown>;
  return Object.fromEntries(rows.map(({ property, column }) => [column, values[property] ?? null]));
}

export function differ(one: Values, other: Values, rows: readonly Tracked[]): boolean {
  return rows.some(({ column }) => JSON.stringify(one[column]) !== JSON.stringify(other[column]));
}
