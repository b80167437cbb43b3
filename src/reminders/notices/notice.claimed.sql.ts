import { sql, type RawBuilder } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import type { Day } from '../../platform/clock.js';
import { stillDirected, toldDirective } from './directive.news.js';
import { addressees } from './notice.sql.js';
import { stillChased } from './still-chased.sql.js';
import type { ClaimedNotice } from './notice.types.js';

/** Besides, whether the account that it is for is active. */
type Claimed = ClaimedNotice & { active: boolean };

/** Takes what a mail has still to say, and reads what there is to say of it, as things stand now. */
export function claimedNotices(mailId: number, today: Day): RawBuilder<Claimed> {
  return sql<Claimed>`
    with claimed as (
      update notice set status = 'claimed', reason = null where mail_id = ${mailId} and status in ('planned', 'claimed') returning *
    )
    select n.id::integer, n.kind, ${stillTrue(today)} as "stillTrue", u.active, g.slug, g.kind as "agreementKind", g.number,
      c.code, coalesce(c.title, n.subject -> 'title') as title, n.subject,
      e.actor as by, e.data ->> 'reason' as reason, case e.kind when 'extension_countered' then 'counter' else e.data ->> 'decision' end as decision, r.status,
      q.data -> 'from' as "from", coalesce(named.data -> 'to', q.data -> 'to') as "to",
      case e.kind when 'extension_countered' then e.data -> 'from' end as asked, (q.data -> 'firstDate') is not null as "firstDate",
      case when r.to_on > g.period_to then g.period_to::text end as "agreementEnd", ${toldQuestion} as question, ${toldChase} as chase, ${toldDirective} as directive,
      case when n.on_behalf_of is not null then ${addressee} end as "onBehalfOf"
    from claimed n join app_user u on u.id = coalesce(n.on_behalf_of, n.recipient_id)
    left join chase h on h.id = n.chase_id left join body hb on hb.id = h.body_id left join party hp on hp.id = hb.party_id
    left join directive d on d.id = n.directive_id
    left join commitment_event e on e.id = n.event_id
    left join commitment c on c.id = coalesce(n.commitment_id, e.commitment_id)
    join agreement g on g.id = coalesce(c.agreement_id, n.agreement_id)
    left join question qn on e.kind in ('question_asked', 'question_answered') and qn.id = (e.data ->> 'questionId')::integer
    left join extension_request r on r.id = (e.data ->> 'requestId')::integer
    left join commitment_event q on q.commitment_id = c.id and q.kind = 'extension_requested' and q.data ->> 'requestId' = e.data ->> 'requestId'
    left join lateral (select k.data from commitment_event k where k.commitment_id = c.id and k.kind = 'extension_countered'
      and k.data ->> 'requestId' = e.data ->> 'requestId' and k.id <= e.id order by k.id desc limit 1) named on true
    order by n.id`;
}

const toldQuestion = sql`case when qn.id is not null then jsonb_build_object('text', qn.text, 'answerBy', qn.answer_by,
  'body', (select b.name from body b where b.id = qn.body_id),
  'answer', (select o.text from question_outcome o where o.question_id = qn.id)) end`;

const toldChase = sql`case when h.id is not null then jsonb_build_object('id', h.id, 'author', h.author, 'text', h.text,
  'asks', case when h.way = 'office' then 'own_office' when hb.party_id <> h.party_id then 'other_office' else 'body' end,
  'body', jsonb_build_object('code', hb.code, 'name', hb.name), 'party', hp.name, 'dueOn', c.due_on,
  'reportedOn', (select max(o.day) from progress_update o join commitment_side os on os.id = o.side_id
    where os.commitment_id = c.id and os.party_id = hb.party_id)) end`;

/**
 * Of an event: whether the recipient would still be told of it; of a chase, whether there is still something to report, and nothing was reported since; what is
 * told by `tellOf` stays true. A directive is told until it is answered, or withdrawn.
 */
function stillTrue(today: Day): RawBuilder<boolean> {
  return sql<boolean>`(case when h.id is not null then ${stillChased(today)} when d.id is not null then ${stillDirected(today)} else n.event_id is null end
    or exists (select 1 from (${addressees(today)}) a where a.id = u.id and a.kind = n.kind))`;
}
