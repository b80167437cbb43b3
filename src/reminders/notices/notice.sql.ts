import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { isLeaderFor } from '../../commitments/leaders/leader-in-charge.sql.js';
import { answeringBody, isUnanswered } from '../../commitments/questions/question.sql.js';
import type { Day } from '../../platform/clock.js';
import { isOfficer } from '../chases/officers.sql.js';

/** Events of which somebody is told on the day. */
export const toldEvents = [
  'returned',
  'extension_requested',
  'extension_decided',
  'extension_agreed',
  'extension_countered',
  'question_asked',
  'question_answered',
];

/**
 * Who is to be told of the event `e`, as what; as things stand now: asked when a notice is written, and again before it is sent.
 * Columns `id`, `kind`. Whoever did it is not told.
 */
export function addressees(day: Day): RawBuilder<unknown> {
  const isLead = sql`u.role = 'liaison' and u.body_id = (select ${inChargeOf(sql`b`, day)} from body b where b.id = s.lead_body_id)`;
  const isOffice = sql`u.role = 'coordinator'`;
  const sector = sql`(select c.sector_id from commitment c where c.id = s.commitment_id)`;
  const isLeader = isLeaderFor(sector, sql`s.party_id`);
  const stillReturned = sql`e.kind = 'returned' and p.code = e.data ->> 'to' and s.returned_at = e.at`;
  const fell = sql`exists (select 1 from side_state h where h.side_id = s.id and upper(h.validity) = e.at and h.completion_confirmed_at is not null)`;
  // Of several days that were named, the last.
  const asksNow = sql`not exists (select 1 from extension_counter k where k.request_id = x.id and k.at > e.at)`;
  const mustAnswer = sql`e.kind in ('extension_requested', 'extension_countered') and x.status = 'open' and ${asksNow} and (
    ${isLeader} and s.party_id = x.party_id and x.decision is null
    or ${isOffice} and s.party_id <> x.party_id and not exists (
      select 1 from extension_agreement g where g.request_id = x.id and g.party_id = s.party_id))`;
  const isAnswered = sql`(e.kind in ('extension_decided', 'extension_agreed') and (s.party_id = x.party_id or x.status <> 'open')
    or e.kind = 'extension_countered' and s.party_id = x.party_id)`;
  return sql`
    select u.id, k.kind from commitment_side s join party p on p.id = s.party_id
    join app_user u on u.party_id = s.party_id and u.active
    left join extension_request x on x.id = (e.data ->> 'requestId')::integer
    left join question q on e.kind in ('question_asked', 'question_answered') and q.id = (e.data ->> 'questionId')::integer
    cross join lateral (select case
      when ${stillReturned} and (${isLead} or ${isOffice}) then 'sent_back'
      when ${stillReturned} and ${isLeader} and ${fell} then 'signature_fell'
      when ${mustAnswer} then 'extension_asked'
      when ${isAnswered} and (${isLead} or ${isOffice}) then 'extension_answered'
      when ${isToAnswerQuestion(day)} then 'question_asked'
      when ${isAsker} then 'question_answered' end as kind) k
    where s.commitment_id = e.commitment_id and k.kind is not null and u.id is distinct from e.user_id
      and u.id is distinct from (e.stand_in ->> 'id')::integer`;
}

/** Whether the account `u` of the side `s` is to answer the question `q`: of its body, else of the office; where the body has no account, the office too. */
function isToAnswerQuestion(day: Day): RawBuilder<boolean> {
  const body = sql`(select ${answeringBody(sql`${day}::date`)} from commitment_side ts where ts.id = s.id)`;
  const isOfBody = sql`coalesce(u.body_id = ${body} and u.role in ('liaison', 'coordinator') and ${isOfficer}, false)`;
  const hasNobody = sql`not exists (select 1 from app_user o where o.active and o.role in ('liaison', 'coordinator') and o.body_id = ${body})`;
  const isOpen = sql`exists (select 1 from commitment c where c.id = q.commitment_id and c.status not in ('completed', 'withdrawn'))`;
  return sql<boolean>`(e.kind = 'question_asked' and s.id = q.to_side_id and ${isUnanswered()} and ${isOpen}
    and (${isOfBody} or u.role = 'coordinator' and ${hasNobody}))`;
}

/** Whether it is the account that asked; where that one has ended or moved, the office of the side. */
const isAsker = sql<boolean>`(e.kind = 'question_answered' and s.id = q.side_id and (u.id = q.user_id or u.role = 'coordinator' and not exists (
  select 1 from app_user o where o.id = q.user_id and o.active and o.party_id = s.party_id)))`;
