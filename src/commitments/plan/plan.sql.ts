import { sql } from 'kysely';
import type { DueItem } from '../commitment.types.js';

/** The deadline that is proposed, as it is read. */
export interface RawProposedDue extends Pick<DueItem, 'precision' | 'value' | 'date'> {
  party: string | null;
  at: string;
}

/** As `hasFallen` of agreeing.ts: over a side and its commitment `c`. */
export const hasFallenSql = (side: 's' | 'sd') =>
  sql`coalesce(c.due_plan -> 'fell' @> to_jsonb(${sql.ref(`${side}.party_id`)}), false)`;

/** As `isDueAgreed` of agreeing.ts: over a commitment `c` and a CTE `sides`. */
export const isDueAgreedSql = sql`(c.due_plan -> 'stands' is not null or c.extensions > 0 or c.undated <> '{}' and c.due_precision <> 'ongoing'
  or not exists (select 1 from sides o where o.commitment_id = c.id and o.plan_confirmed_at is null))`;

/** As `proposalOf` of agreeing.ts, as JSON: over a commitment `c` and a CTE `sides`. */
export const proposedDueJson = sql`case when c.due_plan -> 'proposed' is not null and c.extensions = 0
    and exists (select 1 from sides o where o.commitment_id = c.id and o.plan_confirmed_at is null) then (
  select jsonb_build_object('precision', q.precision, 'value', q.value, 'date', last_day_of(q.precision, q.value), 'at', q.at,
    'party', (select p.code from party p where p.id = q.by))
  from jsonb_to_record(c.due_plan -> 'proposed') as q (precision text, value text, by integer, at text)) end`;
