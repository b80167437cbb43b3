import { sql, type RawBuilder } from 'kysely';
import { answeredForBy } from '../agreements/in-charge.js';
import { firstReportOn, owedReport } from '../commitments/read/reported.sql.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';
import type { Viewer } from '../identity/viewer.js';
import { addDays } from '../platform/clock.js';
import { reasonsFor, type Ground, type OwnRole } from './task-kinds.js';

const DUE_SOON_DAYS = 14;

/** CTEs ending in `mine`, the commitments that are the viewer's, and `reasons`, a row for each reason to act on one. */
export function workOf(
  viewer: Viewer,
  at: Ground['at'] & Parameters<typeof commitmentsAt>[0],
): RawBuilder<unknown> {
  const ours = answeredForBy(sql`${viewer.body?.id ?? null}::integer`, at.asOf);
  const isMine =
    viewer.role === 'liaison'
      ? sql`(sd.lead_body_id = any(${ours}) or exists (select 1 from cooperating_body cb where cb.side_id = sd.id and cb.body_id = any(${ours})))`
      : sql`true`;
  const ground = { at, soon: addDays(at.asOf, DUE_SOON_DAYS) };
  return sql`
    with c as materialized (${commitmentsAt(at)}), sides as materialized (${sidesAt(at)}),
    mine as materialized (
      select sd.commitment_id, sd.id as side_id, sd.lead_body_id = any(${ours}) as is_lead, ${owedReport(at)} as owed,
        ${firstReportOn(at)} as reported_on
      from sides sd where sd.party_id = ${viewer.party!.id} and ${isMine}),
    declared as materialized (
      select commitment_id, count(*) filter (where status = 'completed') as sides from sides group by commitment_id),
    reasons as materialized (
      select m.commitment_id, k.kind, k.rank, k.before_on
      from mine m join sides sd on sd.id = m.side_id join c on c.id = m.commitment_id
      join declared d on d.commitment_id = c.id
      left join extension_request x on x.commitment_id = c.id and x.status = 'open'
      cross join lateral ${reasonsFor(roleIn(viewer), ground)} where k.holds)`;
}

export function roleIn({ role }: Pick<Viewer, 'role'>): OwnRole {
  return role === 'liaison' || role === 'leader' ? role : 'coordinator';
}
