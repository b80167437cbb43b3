import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import { countGroups, type Counts } from '../commitments/commitment.types.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../commitments/read/read-source.js';
import { firstReports, owedReports, reported } from '../commitments/read/reported.sql.js';
import { holdersByCommitment } from '../commitments/turn/turn.sql.js';
import { deadlineKind } from '../commitments/undated/undated.sql.js';
import { addDays, type Day } from '../platform/clock.js';
import { countAhead } from './ahead.js';
import type { Dashboard } from './dashboard.types.js';
import { indicatorsBySector, indicatorStatesOf } from './indicator-figures.sql.js';

export const DUE_SOON_DAYS = 14;
const CHASED_OFTEN = 4;

type At = ReadAt & { period: ReportingPeriod };
export type RawFigures = Pick<
  Dashboard,
  | 'total'
  | 'counts'
  | 'bySector'
  | 'byHolder'
  | 'indicators'
  | 'dated'
  | 'undated'
  | 'chasedOften'
  | 'reached'
> & {
  bySide: Omit<Dashboard['bySide'][number], 'updateRate' | 'completionRate'>[];
  byBody: Omit<Dashboard['byBody'][number], 'updateRate' | 'completionRate'>[];
  dueSoon: { count: number; nearest: Day | null };
  ahead: number[];
};

const facts = { owed: sql`owed`, on: sql`reported_on` };

/** All counts of an agreement as of a day, in one query however many commitments there are. */
export async function readFigures(db: QueryExecutorProvider, at: At): Promise<RawFigures> {
  const report = owedReports(at);
  const { rows } = await sql<{ figures: RawFigures }>`
    with c as materialized (
      select id, agreement_id, sector_id, status, timeliness, count_group, due_on, due_precision, undated, reminders
      from (${commitmentsAt(at, 'in one go')}) c),
    sides as materialized (
      select id, commitment_id, party_id, lead_body_id, status, completed_on, indicators from (${sidesAt(at)}) s),
    stated as materialized (
      select sd.party_id, sd.lead_body_id, count_group(sd.status, c.due_on, sd.completed_on, ${at.asOf}::date) as count_group,
        ${report.owed} as owed, r.day as reported_on
      from sides sd join c on c.id = sd.commitment_id ${report.joined} left join ${firstReports(at, sql`select id from sides`)} r on r.side_id = sd.id),
    turn as materialized (${holdersByCommitment(at)}),
    measured as materialized (${indicatorStatesOf(at)}),
    by_sector as materialized (select sector_id, count_group, count(*) as n from c group by 1, 2),
    by_body as materialized (
      select party_id, lead_body_id, count_group, count(*) as n, count(*) filter (where owed) as owed,
        count(*) filter (where ${reported('gave', at, facts)}) as gave, count(*) filter (where ${reported('late', at, facts)}) as late
      from stated group by 1, 2, 3)
    select jsonb_build_object(
      'total', (select count(*) from c),
      'counts', ${countsFrom(sql`by_sector`, sql`true`)},
      'bySector', (select coalesce(jsonb_agg(jsonb_build_object('code', se.code, 'name', se.name,
          'total', (select coalesce(sum(n), 0) from by_sector x where x.sector_id = se.id),
          'counts', ${countsFrom(sql`by_sector`, sql`x.sector_id = se.id`)}) order by se.position), '[]')
        from sector se where se.agreement_id = ${at.agreementId}),
      'bySide', (select jsonb_agg(jsonb_build_object('party', p.code, 'marker', p.marker, 'name', p.name,
          'counts', ${countsFrom(sql`by_body`, sql`x.party_id = p.id`)},
          'owed', (select coalesce(sum(owed), 0) from by_body x where x.party_id = p.id),
          'gave', (select coalesce(sum(gave), 0) from by_body x where x.party_id = p.id),
          'late', (select coalesce(sum(late), 0) from by_body x where x.party_id = p.id)) order by ap.position)
        from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${at.agreementId}),
      'byBody', (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'name', b.name, 'party', p.code, 'total', t.total,
          'counts', ${countsFrom(sql`by_body`, sql`x.lead_body_id = b.id`)}, 'owed', t.owed, 'gave', t.gave, 'late', t.late) order by p.id, b.id), '[]')
        from (select lead_body_id, sum(n) as total, sum(owed) as owed, sum(gave) as gave, sum(late) as late from by_body group by 1) t
        join body b on b.id = t.lead_body_id join party p on p.id = b.party_id),
      'byHolder', (select coalesce(jsonb_agg(to_jsonb(h) order by h.party, h.role), '[]') from (
        select party, role, count(*) as count, count(past) as past, max(held) as longest from turn group by 1, 2) h),
      'indicators', ${indicatorsBySector},
      'dated', (select count(*) from c where due_on is not null),
      'undated', (select count(*) from c where count_group = 'continuing' and ${deadlineKind} = 'undated'),
      'chasedOften', (select count(*) from c where reminders >= ${CHASED_OFTEN} and timeliness = 'overdue'),
      'dueSoon', (select jsonb_build_object('count', count(*), 'nearest', min(due_on)) from c
        where timeliness = 'on_time' and due_on between ${at.asOf}::date and ${addDays(at.asOf, DUE_SOON_DAYS)}::date),
      'ahead', (select ${countAhead(at.asOf)} from c),
      'reached', (select jsonb_build_object('due', count(*), 'completed', count(*) filter (where status = 'completed'),
          'onTime', count(*) filter (where timeliness = 'completed_on_time')) from c where due_on < ${at.asOf}::date or (due_on is not null and status = 'completed'))
    ) as figures`.execute(db);
  return rows[0]!.figures;
}

/** With the rates that follow from them. */
export function ratesOf(figures: RawFigures) {
  const completed = (counts: Counts) => counts.completed_on_time + counts.completed_late;
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const sum = (key: 'owed' | 'gave' | 'late') => figures.bySide.reduce((total, side) => total + side[key], 0);
  const [owed, gave, late] = [sum('owed'), sum('gave'), sum('late')];
  const { dueSoon: _dueSoon, ahead: _ahead, ...rest } = figures;
  return {
    ...rest,
    owed,
    gave,
    late,
    updateRate: rate(gave, owed),
    completionRate: rate(completed(figures.counts), figures.total),
    bySide: figures.bySide.map((side) => ({
      ...side,
      updateRate: rate(side.gave, side.owed),
      completionRate: rate(completed(side.counts), figures.total),
    })),
    byBody: figures.byBody.map((body) => ({
      ...body,
      updateRate: rate(body.gave, body.owed),
      completionRate: rate(completed(body.counts), body.total),
    })),
  };
}

/** All nine groups, zero where there is none. */
function countsFrom(source: RawBuilder<unknown>, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const counts = countGroups.map(
    (group) => sql`${sql.lit(group)}, coalesce(sum(x.n) filter (where x.count_group = ${sql.lit(group)}), 0)`,
  );
  return sql`(select jsonb_build_object(${sql.join(counts)}) from ${source} x where ${condition})`;
}
