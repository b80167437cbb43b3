import { sql, type RawBuilder } from 'kysely';
import { answersAt, countersAt, requestsAt } from '../extensions/extension.sql.js';
import { isSeen } from '../evidence/seen.sql.js';
import { figuresOfReport } from '../indicators/indicators.sql.js';
import { lastStep } from '../matters/matter.sql.js';
import { byEndOf, endOf, isPast, type ReadAt } from './read-source.js';

/** What one commitment has besides its row, over `c` and `sides`: as it had been entered by the end of the day. */

const by = (at: ReadAt) => byEndOf(isPast(at) ? at.asOf : undefined);

/** Oldest first. */
export function statesOf(at: ReadAt): RawBuilder<unknown> {
  const had = by(at);
  return sql`
    select jsonb_agg(jsonb_build_object('dueOn', h.due_on, 'isStopped', h.status in ('suspended', 'withdrawn'), 'from', iso(lower(h.validity)),
      'until', case when ${had(sql`upper(h.validity)`)} then iso(upper(h.validity)) end) order by lower(h.validity))
    from commitment_state h where h.commitment_id = c.id and ${had(sql`lower(h.validity)`)}`;
}

export const reportCounts = (at: ReadAt) => sql`
  select jsonb_object_agg(p.code, (select count(*) from progress_update u where u.side_id = sd.id and ${by(at)(sql`u.at`)}))
  from sides sd join party p on p.id = sd.party_id`;

/** The last one of each side. */
export const statements = (at: ReadAt) => sql`
  select jsonb_agg(${updateJson}) from sides sd join party p on p.id = sd.party_id
  cross join lateral (select * from progress_update u where u.side_id = sd.id and ${by(at)(sql`u.at`)} order by u.id desc limit 1) u`;

/** Over `u`, its side's party `p` and the agreement `a`. */
export const updateJson = sql`jsonb_build_object('id', u.id, 'party', p.code, 'at', iso(u.at), 'period', u.period, 'by', u.author, 'status', u.status,
  'percent', u.percent, 'results', u.results, 'difficulties', u.difficulties, 'proposals', u.proposals, 'nextSteps', u.next_steps, 'decisionLevel', u.decision_level,
  'doneOn', u.done_on, 'evidenceIds', coalesce(u.evidence_ids, '{}'), 'noEvidenceReason', u.no_evidence_reason, 'indicators', ${figuresOfReport},
  'givenOn', u.day, 'givenLate', u.day > period_due(u.period, a.reporting_cutoff_day, a.report_due_day), 'corrects', u.corrects,
  'illustrative', u.illustrative)`;

export function openMatters(at: ReadAt): RawBuilder<unknown> {
  return sql`
    select jsonb_agg(jsonb_build_object('id', m.id, 'party', p.code, 'level', m.level, 'openedAt', iso(m.opened_at), 'role', l.role,
      'holder', h.code, 'outside', l.outside) order by sd.position)
    from sides sd join party p on p.id = sd.party_id join decision_matter m on m.side_id = sd.id
      cross join lateral (${lastStep(sql`m.id`, by(at)(sql`st.at`))}) l join party h on h.id = l.holder_party_id
    where sd.commitment_id = c.id`;
}

export function standingEvidence(at: ReadAt): RawBuilder<unknown> {
  const stood = isPast(at)
    ? sql`v.at <= ${endOf(at.asOf)} and (v.withdrawn_at is null or v.withdrawn_at > ${endOf(at.asOf)})`
    : sql`v.withdrawn_at is null`;
  return sql`
    select jsonb_object_agg(e.code, e.items) from (
      select p.code, jsonb_agg(jsonb_build_object('id', v.id, 'name', case when v.sha256 is not null then v.name end, 'number', v.number,
        'issuedOn', v.issued_on, 'issuer', v.issuer, 'recipient', v.recipient, 'title', v.title) order by v.id desc) as items
      from evidence v join sides sd on sd.id = v.side_id join party p on p.id = sd.party_id
      where v.commitment_id = c.id and ${stood}
        and ${isSeen('v', sql`sd.party_id`, at.ownReader ?? null, isPast(at) ? at.asOf : undefined)} group by p.code) e`;
}

/** An amendment has withdrawn or merged the row `c`, by the day of the figures: what it was waiting for is closed. */
const isEnded = sql`(c.status = 'withdrawn' and exists (select 1 from sides e where e.commitment_id = c.id and e.ended))`;

/** A decision or an answer that came later is not there yet, and the request was open until the last of them. */
export function extensionRequests(at: ReadAt): RawBuilder<unknown> {
  const had = by(at);
  const settled = had(sql`greatest(x.decided_at, (select max(g.at) from ${answersAt(at)} g))`);
  const decided = (value: string) => sql`case when ${had(sql`x.decided_at`)} then ${sql.raw(value)} end`;
  return sql`
    select jsonb_agg(jsonb_build_object('id', x.id, 'party', p.code,
      'from', jsonb_build_object('precision', x.from_precision, 'value', x.from_value, 'date', x.from_on),
      'to', jsonb_build_object('precision', x.to_precision, 'value', x.to_value, 'date', x.to_on),
      'reason', x.reason, 'requestedAt', iso(x.requested_at), 'requestedBy', x.requester, 'decision', ${decided('x.decision')},
      'decisionReason', ${decided('x.decision_reason')}, 'decidedAt', ${decided('iso(x.decided_at)')},
      'asked', coalesce(${countersAt(at)} -> 0 -> 'from', jsonb_build_object('precision', x.to_precision, 'value', x.to_value, 'date', x.to_on)),
      'counters', ${countersAt(at)}, 'status', case when x.fallen is null and ${settled} and x.status <> 'open' then x.status when ${isEnded} then 'closed' else 'open' end,
      'agreements', (select coalesce(jsonb_agg(jsonb_build_object('party', q.code, 'decision', g.decision, 'reason', g.reason, 'at', iso(g.at)) order by g.at), '[]')
        from ${answersAt(at)} g join party q on q.id = g.party_id where ${had(sql`g.at`)})) order by x.id)
    from ${requestsAt(at)} x join party p on p.id = x.party_id where x.commitment_id = c.id and ${had(sql`x.requested_at`)}`;
}
