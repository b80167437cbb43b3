import { sql, type RawBuilder } from 'kysely';

/** A property of an entity, its column and that column's type. */
export type Field = readonly [property: string, column: string, type: string];

/** What a change may alter of a commitment as a whole; all else of it stands from its import on. */
export const fieldsOfCommitment: readonly Field[] = [
  ['status', 'status', 'text'],
  ['percent', 'percent', 'integer'],
  ['completedOn', 'completed_on', 'date'],
  ['differs', 'differs', 'boolean'],
  ['differsSince', 'differs_since', 'date'],
  ['duePrecision', 'due_precision', 'text'],
  ['dueValue', 'due_value', 'text'],
  ['dueOn', 'due_on', 'date'],
  ['dueVersion', 'due_version', 'integer'],
  ['extensions', 'extensions', 'integer'],
];

/** The same of one side. */
export const fieldsOfSide: readonly Field[] = [
  ['leadBodyId', 'lead_body_id', 'integer'],
  ['status', 'status', 'text'],
  ['percent', 'percent', 'integer'],
  ['updatedAt', 'updated_at', 'timestamptz'],
  ['completedOn', 'completed_on', 'date'],
  ['completionDeclaredAt', 'completion_declared_at', 'timestamptz'],
  ['completionConfirmedAt', 'completion_confirmed_at', 'timestamptz'],
  ['completionConfirmedBy', 'completion_confirmed_by', 'integer'],
  ['returnedAt', 'returned_at', 'timestamptz'],
  ['planConfirmedAt', 'plan_confirmed_at', 'timestamptz'],
  ['planConfirmedBy', 'plan_confirmed_by', 'integer'],
];

export const instantsOfSide = fieldsOfSide.flatMap(([property, , type]) =>
  type === 'timestamptz' ? [property] : [],
);

/** `'status', c.status, 'completedOn', c.completed_on …`: the arguments of jsonb_build_object. Names are ours, never input. */
export function asJson(alias: string, fields: readonly Field[]): RawBuilder<unknown> {
  return sql.raw(fields.map(([property, column]) => `'${property}', ${alias}.${column}`).join(', '));
}

/** `status text, completed_on date …`: the columns of a record made from JSON. */
export function asRecord(fields: readonly Field[]): RawBuilder<unknown> {
  return sql.raw(fields.map(([, column, type]) => `${column} ${type}`).join(', '));
}

/** `status = n.status, …`, for an update. */
export function asAssignments(fields: readonly Field[]): RawBuilder<unknown> {
  return sql.raw(fields.map(([, column]) => `${column} = n.${column}`).join(', '));
}

/** An entity's fields by column, as JSON would have them. */
export function valuesOf(entity: object, fields: readonly Field[]): Record<string, unknown> {
  const values = entity as Record<string, unknown>;
  return Object.fromEntries(fields.map(([property, column]) => [column, values[property] ?? null]));
}
