import { sql, type RawBuilder } from 'kysely';
import type { Change } from '../commitments.service.js';
import type { Figure } from './figures.js';

/** Keeps the figures of a report, whose row is `added`. */
export function figuresOf(
  figures: readonly Figure[],
  sideId: number,
  { actor, at }: Change,
): RawBuilder<unknown> {
  return sql`
    insert into indicator_value (update_id, side_id, code, period, at, actual, out_of, illustrative)
    select (added.said ->> 'updateId')::bigint, ${sideId}::integer, f.code, added.said ->> 'period', ${at}::timestamptz, f.actual, f."of",
      ${actor.illustrative}::boolean
    from added, jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as f (code text, actual numeric, "of" numeric)`;
}
