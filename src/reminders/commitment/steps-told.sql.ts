import { sql, type RawBuilder } from 'kysely';
import { isHeadOf } from '../plan/plan.state.js';

/** The account `u` of somebody who may be told. */
export const recipientJson = sql`jsonb_build_object('id', u.id, 'role', u.role, 'partyId', u.party_id, 'bodyId', u.body_id,
  'isHead', ${isHeadOf('u')})`;

/** To whom a step is put by a row `r`: the account `o` for which it was meant, or that in whose place an office was told. */
const role = sql`coalesce(r.for_role, case o.role when 'leader' then 'leader' when 'liaison' then 'head' end)`;

/**
 * To which heads and leaders a commitment was taken up, and when last.
 * @param then which rows `r` count
 */
export const stepsTold = (id: number, then: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select jsonb_agg(to_jsonb(l) order by l.day, l.role desc, l.party) from (
    select distinct on (p.code, ${role}) r.day::text, ${role} as role, p.code as party, r.for_role is not null as "isByOffice"
    from reminder r join reminder_rule u on u.code = r.rule join app_user o on o.id = coalesce(r.on_behalf_of, r.recipient_id) join party p on p.id = o.party_id
    where r.commitment_id = ${id} and u.kind in ('step', 'count') and r.status = 'sent' and ${then} and ${role} is not null
    order by p.code, ${role}, r.day desc) l`;
