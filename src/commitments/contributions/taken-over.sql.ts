import { sql, type RawBuilder } from 'kysely';
import type { Change } from '../commitments.service.js';

/** Notes on contributions that the report just written took them over; beside `guard` and `added` of a change. */
export function takenOver(ids: readonly number[], { actor, at }: Change): RawBuilder<unknown> {
  return sql`
    insert into contribution_outcome (contribution_id, agreement_id, outcome, user_id, author, at, update_id)
    select taken, guard.agreement_id, 'taken_over', ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz, (added.said ->> 'updateId')::bigint
    from guard, added, unnest(${[...ids]}::bigint[]) taken`;
}
