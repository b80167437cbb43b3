import { sql, type RawBuilder } from 'kysely';
import { dayOfInstant } from '../../platform/day.sql.js';
import { byEndOf, isPast, type ReadAt } from '../read/read-source.js';

const documentJson = sql`jsonb_build_object('number', m.number, 'title', m.title, 'issuedOn', m.issued_on)`;

/** One that the amendment adds is found by its code, once it is there. */
const changesJson = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('kind', h.kind,
    'commitment', jsonb_build_object('id', c.id, 'code', coalesce(h.said ->> 'commitment', h.said ->> 'code')),
    'sector', case when se.id is not null then jsonb_build_object('code', se.code, 'name', se.name) end,
    'title', jsonb_build_object('from', h.was -> 'title', 'to', h.said -> 'title'),
    'due', jsonb_build_object('from', h.was -> 'due', 'to', case when h.said -> 'due' <> 'null' then h.said -> 'due' end),
    'into', case when h.kind = 'merge' then jsonb_build_object('id', i.id, 'code', h.said ->> 'into', 'title', coalesce(i.title, (
      select n.said -> 'title' from amendment_change n where n.amendment_id = m.id and n.kind = 'add' and n.said ->> 'code' = h.said ->> 'into'))) end,
    'leads', (select coalesce(jsonb_agg(jsonb_build_object('party', l.key, 'body', jsonb_build_object('code', b.code, 'name', b.name))), '[]')
      from jsonb_each_text(coalesce(h.said -> 'leads', '{}')) l join body b on b.code = l.value)) order by h.place), '[]')
  from amendment_change h
    left join commitment c on c.agreement_id = m.agreement_id
      and (c.id = h.commitment_id or h.commitment_id is null and m.status = 'in_force' and c.code = h.said ->> 'code')
    left join commitment i on h.kind = 'merge' and i.agreement_id = m.agreement_id
      and (i.id = h.into_id or h.into_id is null and m.status = 'in_force' and i.code = h.said ->> 'into')
    left join sector se on se.agreement_id = m.agreement_id and (se.id = c.sector_id or c.id is null and se.code = h.said ->> 'sector')
  where h.amendment_id = m.id)`;

/** Over `m`. */
export const amendmentJson = sql`jsonb_build_object('id', m.id, 'party', (select p.code from party p where p.id = m.party_id), 'source', ${documentJson},
  'status', m.status, 'proposedAt', iso(m.proposed_at), 'proposedBy', m.author, 'settledAt', iso(m.settled_at), 'illustrative', m.illustrative,
  'changes', ${changesJson},
  'answers', (select coalesce(jsonb_agg(jsonb_build_object('party', p.code, 'decision', w.decision, 'reason', w.reason,
      'document', coalesce(w.document, ${documentJson}), 'by', w.author, 'at', iso(w.at)) order by w.id), '[]')
    from amendment_answer w join party p on p.id = w.party_id where w.amendment_id = m.id),
  'awaits', (select coalesce(jsonb_agg(p.code order by ap.position), '[]') from agreement_party ap join party p on p.id = ap.party_id
    where ap.agreement_id = m.agreement_id and m.status = 'open' and ap.party_id <> m.party_id and not exists (
      select 1 from amendment_answer w where w.amendment_id = m.id and w.party_id = ap.party_id)))`;

/** Whether the amendment `m` waits for a side's answer. */
export const awaits = (
  partyId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`(m.status = 'open' and m.party_id <> ${partyId}
  and not exists (select 1 from amendment_answer w where w.amendment_id = m.id and w.party_id = ${partyId}))`;

/**
 * Amendments that wait, as matters of each commitment that they name: with the offices of the other sides that have not answered, one after the other in
 * the order of the agreement.
 */
export function amendmentsHeld(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const had = byEndOf(isPast(at) ? at.asOf : undefined);
  return sql`
    select c.id, s.id, 'amendment', s.position, n.party_id, 'other_coordinator', null::integer, null::jsonb, 'agrees_to_amendment',
      ${dayOfInstant(sql`n.since`)}, true, null::date
    from ${c} join amendment_change h on h.commitment_id = c.id
      join amendment m on m.id = h.amendment_id and ${had(sql`m.proposed_at`)} and (m.settled_at is null or not ${had(sql`m.settled_at`)})
      join commitment_side s on s.commitment_id = c.id and s.party_id = m.party_id
      join lateral (
        select o.party_id, greatest(m.proposed_at, (select max(w.at) from amendment_answer w where w.amendment_id = m.id and ${had(sql`w.at`)})) as since
        from commitment_side o where o.commitment_id = c.id and o.party_id <> m.party_id
          and not exists (select 1 from amendment_answer w where w.amendment_id = m.id and w.party_id = o.party_id and ${had(sql`w.at`)})
        order by o.position limit 1) n on true`;
}
