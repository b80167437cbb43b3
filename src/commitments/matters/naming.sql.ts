import { sql, type RawBuilder } from 'kysely';
import type { Change } from '../commitments.service.js';
import { firstHolder, type Naming } from './matter.rules.js';

interface Side {
  id: number;
  partyId: number;
}

type Statements = [name: string, statement: RawBuilder<unknown>][];

/** What follows from a report, written beside `guard` and `added`, the report. */
export function writtenAlong({ closes, opens }: Naming, side: Side, change: Change): Statements {
  const statements: Statements = [];
  if (closes) statements.push(['matter_closed', stepOf(sql`${closes.id}::bigint`, 'closed', side, change)]);
  if (!opens) return statements;
  const holder = firstHolder(opens.level);
  if (opens.again) {
    const id = sql`${opens.again.id}::bigint`;
    return [...statements, ['matter_step', stepOf(id, 'named', side, change, holder)]];
  }
  const since = opens.since ?? change.at;
  const opened = sql`
    insert into decision_matter (agreement_id, commitment_id, side_id, level, opened_at)
    select guard.agreement_id, guard.id, ${side.id}::integer, ${opens.level}::text, ${since}::timestamptz from guard returning id`;
  const id = sql`(select id from matter)`;
  return [...statements, ['matter', opened], ['matter_step', stepOf(id, 'named', side, change, holder)]];
}

function stepOf(
  matter: RawBuilder<unknown>,
  kind: 'named' | 'closed',
  { partyId }: Side,
  { actor, at }: Change,
  holder: string | null = null,
): RawBuilder<unknown> {
  return sql`
    insert into decision_step (matter_id, at, kind, role, holder_party_id, user_id, author, update_id, illustrative)
    select ${matter}, ${at}::timestamptz, ${kind}::text, ${holder}::text, ${holder && partyId}::integer, ${actor.userId}::integer,
      ${JSON.stringify(actor.name)}::jsonb, (added.said ->> 'updateId')::bigint, ${actor.illustrative}::boolean from guard, added`;
}
