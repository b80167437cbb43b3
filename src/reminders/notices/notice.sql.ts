import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { isLeaderFor } from '../../commitments/leaders/leader-in-charge.sql.js';
import type { Day } from '../../platform/clock.js';

/** Events of which somebody is told on the day. */
export const toldEvents = ['returned', 'extension_requested', 'extension_decided', 'extension_agreed'];

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
  const mustAnswer = sql`e.kind = 'extension_requested' and x.status = 'open' and (
    ${isLeader} and s.party_id = x.party_id and x.decision is null
    or ${isOffice} and s.party_id <> x.party_id and not exists (
      select 1 from extension_agreement g where g.request_id = x.id and g.party_id = s.party_id))`;
  const isAnswered = sql`e.kind in ('extension_decided', 'extension_agreed') and (s.party_id = x.party_id or x.status <> 'open')`;
  return sql`
    select u.id, k.kind from commitment_side s join party p on p.id = s.party_id
    join app_user u on u.party_id = s.party_id and u.active
    left join extension_request x on x.id = (e.data ->> 'requestId')::integer
    cross join lateral (select case
      when ${stillReturned} and (${isLead} or ${isOffice}) then 'sent_back'
      when ${stillReturned} and ${isLeader} and ${fell} then 'signature_fell'
      when ${mustAnswer} then 'extension_asked'
      when ${isAnswered} and (${isLead} or ${isOffice}) then 'extension_answered' end as kind) k
    where s.commitment_id = e.commitment_id and k.kind is not null and u.id is distinct from e.user_id`;
}
