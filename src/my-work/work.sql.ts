import { sql, type RawBuilder } from 'kysely';
import { answeredForBy } from '../agreements/in-charge.js';
import { isLeadersOwn } from '../commitments/leaders/leader-in-charge.sql.js';
import { firstReportOn, owedReport } from '../commitments/read/reported.sql.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';
import type { Viewer } from '../identity/viewer.js';
import { addDays } from '../platform/clock.js';
import { firstWaitingOn, hasWaiting, wasSentBack } from '../commitments/submitted/waiting-reports.sql.js';
import { mattersOf, ofThis } from '../commitments/turn/turn.sql.js';
import { reasonsFor, type Ground, type OwnRole } from './task-kinds.js';

const DUE_SOON_DAYS = 14;

/** A leader's own, or what waits for the other leaders of the side, who are in charge of its sector. */
export type Whose = 'own' | 'others';

type WorkAt = Ground['at'] & Parameters<typeof commitmentsAt>[0];

/** CTEs ending in `mine`, the commitments that are the viewer's. */
export function mineOf(viewer: Viewer, at: WorkAt): RawBuilder<unknown> {
  const ours = answeredForBy(sql`${viewer.body?.id ?? null}::integer`, at.asOf);
  const isMine =
    viewer.role === 'liaison'
      ? sql`(sd.lead_body_id = any(${ours}) or exists (select 1 from cooperating_body cb where cb.side_id = sd.id and cb.body_id = any(${ours})))`
      : sql`true`;
  return sql`
    with c as materialized (${commitmentsAt(at, 'in one go')}), sides as not materialized (${sidesAt(at)}),
    mine as materialized (
      select sd.commitment_id, sd.id as side_id, sd.lead_body_id = any(${ours}) as is_lead, ${owedReport(at)} as owed,
        least(${firstReportOn(at)}, ${firstWaitingOn(at.period.code)}) as reported_on, ${hasWaiting} as waits, ${wasSentBack} as was_sent_back
      from sides sd where sd.party_id = ${viewer.party!.id} and ${isMine})`;
}

/**
 * CTEs of `mineOf`, then `every_reason`, a row for each reason to act on one of them, `reasons`, those that are asked for, and `ordered`,
 * these with what their order depends on.
 */
export function workOf(viewer: Viewer, at: WorkAt, whose: Whose = 'own'): RawBuilder<unknown> {
  const isOwn =
    viewer.role === 'leader'
      ? isLeadersOwn(sql`${viewer.userId}::integer`, sql`c.sector_id`, sql`sd.party_id`)
      : sql`true`;
  const ground = { at, soon: addDays(at.asOf, DUE_SOON_DAYS), ...askedAs(viewer) };
  return sql`${mineOf(viewer, at)},
    declared as materialized (
      select commitment_id, count(*) filter (where status = 'completed') as sides from sides group by commitment_id),
    every_reason as materialized (
      select m.commitment_id, m.side_id, k.kind, k.rank, k.decides, k.matter, k.before_on, ${isOwn} as is_own
      from mine m join sides sd on sd.id = m.side_id join c on c.id = m.commitment_id
      join declared d on d.commitment_id = c.id
      left join extension_request x on x.commitment_id = c.id and x.status = 'open'
      cross join lateral ${reasonsFor(roleIn(viewer), ground)} where k.holds),
    reasons as (select * from every_reason where is_own = ${whose === 'own'}::boolean),
    ordered as (
      select r.*, coalesce(t.is_own, false) as is_own_turn, t.past
      from reasons r join c on c.id = r.commitment_id left join lateral (
        select m.past, ${isOwnTurn(viewer)} as is_own from (${mattersOf(at, ofThis)}) m
        where m.kind = r.matter and (m.why = 'answers_question') = (r.kind = 'answer_question') and (m.side_id = r.side_id or ${isOwnTurn(viewer)})
        order by is_own desc, m.past desc nulls last limit 1) t on true)`;
}

/** For whom of a side questions are looked for. */
export function askedAs({ role, body }: Viewer) {
  return { body: body?.id ?? null, isOffice: role === 'coordinator' };
}

/** Decisions first; then what is the viewer's turn; then what is longest past its deadline or limit, as turn.ts has it; then the most urgent. */
export const byUrgencyOf = (r: string) =>
  sql.raw(
    `${r}.decides desc, ${r}.is_own_turn desc, ${r}.past desc nulls last, ${r}.rank, ${r}.before_on nulls last`,
  );

/** Whether the matter `m` is in the viewer's hands. */
function isOwnTurn({ role, party, body }: Viewer): RawBuilder<unknown> {
  if (role === 'liaison')
    return sql`coalesce(m.role = 'lead_body' and m.body_id = ${body?.id ?? null}::integer, false)`;
  const roles = role === 'leader' ? ['leader'] : ['coordinator', 'other_coordinator'];
  return sql`(m.party_id = ${party!.id} and m.role = any(${roles}::text[]))`;
}

export function roleIn({ role }: Pick<Viewer, 'role'>): OwnRole {
  return role === 'liaison' || role === 'leader' ? role : 'coordinator';
}
