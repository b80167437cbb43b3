import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { asHeld, byEndOf, isPast, sidesAt, type ReadAt } from '../read/read-source.js';

/** Whether the question `q` had been asked by the end of a day, and nothing had become of it; today, where none is named. */
export function isUnanswered(day?: Day): RawBuilder<boolean> {
  const had = byEndOf(day);
  return sql<boolean>`(${had(sql`q.at`)}
    and not exists (select 1 from question_outcome qo where qo.question_id = q.id and ${had(sql`qo.at`)}))`;
}

/**
 * The body that answers the question `q`, put to the side `ts`, on a day: the one that was asked, or what followed it. Null where the office does:
 * it was asked itself, or the body has ended without a successor, or has no part in the commitment any more.
 */
export const answeringBody = (day: RawBuilder<unknown>): RawBuilder<number | null> => sql<number | null>`(
  select b.id from body b where b.id = body_in_charge(q.body_id, ${day}) and coalesce(b.last_day >= ${day}, true)
    and b.id in (select body_in_charge(w.id, ${day}) from (
      select ts.lead_body_id as id union all select cb.body_id from cooperating_body cb where cb.side_id = ts.id) w))`;

/** What is asked and waits for an answer: matters, as turn.sql.ts has them, of the side that is asked. */
export function questionsHeld(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select q.commitment_id, ts.id, 'question', ts.position, ts.party_id,
      case when a.body_id is not null then 'lead_body' when ts.party_id = s.party_id then 'coordinator' else 'other_coordinator' end,
      a.body_id, null::jsonb, 'answers_question', q.day, false, q.answer_by
    from ${c} join question q on q.commitment_id = c.id and c.status not in ('completed', 'withdrawn')
        and ${isUnanswered(isPast(at) ? at.asOf : undefined)}
      join commitment_side s on s.id = q.side_id join (${sidesAt(asHeld(at))}) ts on ts.id = q.to_side_id
      cross join lateral (select ${answeringBody(sql`${at.asOf}::date`)} as body_id offset 0) a`;
}
