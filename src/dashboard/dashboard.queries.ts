import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { AgreementRef } from '../identity/scope.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { countGroups, type Counts } from '../commitments/commitment.types.js';
import { itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import type { DaysAsked } from '../commitments/read/days.js';
import { holdersByCommitment } from '../commitments/turn/turn.sql.js';
import { deadlineKind } from '../commitments/undated/undated.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../commitments/read/read-source.js';
import { firstReports, owedReport, reported } from '../commitments/read/reported.sql.js';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { addDays, daysBetween, monthBefore, type Day } from '../platform/clock.js';
import { responseCacheLimits, CompressedResponse } from '../platform/http/compressed-response.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { indicatorsBySector, indicatorStatesOf } from './indicator-figures.sql.js';
import { completionFigures } from './completion-figures.js';
import { completionGroups } from './completion-figures.sql.js';
import type { Dashboard, ListedCommitment } from './dashboard.types.js';
import { nextReminder } from '../reminders/plan/next-reminder.js';
import { readRulesOf } from '../reminders/plan/rule-book.js';

const DUE_SOON_DAYS = 14;
const CHASED_OFTEN = 4;
const NEXT_DEADLINES = 8;

type At = ReadAt & { period: ReportingPeriod };
type Figures = Pick<
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
};

const facts = { owed: sql`owed`, on: sql`reported_on` };

/** The dashboard's figures as of a day, in few queries however many commitments there are. */
@Injectable()
export class DashboardQueries {
  private readonly kept = new RevisionCache<Dashboard>();
  private readonly answers = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly calendar: WorkingCalendarService,
  ) {}

  read(agreement: AgreementRef, days?: DaysAsked): Promise<Dashboard> {
    const { key, make } = this.readable(agreement, days);
    return this.kept.get(key, make);
  }

  /** The same, as bytes. */
  readAsJson(agreement: AgreementRef, days?: DaysAsked): Promise<CompressedResponse> {
    const { key, make } = this.readable(agreement, days);
    return this.answers.get(key, async () => CompressedResponse.json(await this.kept.get(key, make)));
  }

  private readable(agreement: AgreementRef, days?: DaysAsked) {
    const at = this.commitments.readAt(agreement, days);
    const key = [agreement.id, agreement.revision, at.asOf, at.knownAt, at.today];
    return { key, make: () => this.make(at, agreement.revision) };
  }

  private async make(at: At, revision: number): Promise<Dashboard> {
    const [figures, completions, rows, before, trend] = await Promise.all([
      this.figures(at),
      completionGroups(at).execute(this.em.getKysely()),
      this.rows(at),
      this.before(at),
      this.trend(at),
    ]);
    return {
      ...ratesOf(figures),
      asOf: at.asOf,
      knownAt: at.knownAt,
      revision,
      completions: completionFigures(
        completions.rows,
        figures.bySide.map(({ party }) => party),
      ),
      period: at.period,
      ...(await this.lists(rows, at)),
      dueSoon: { days: DUE_SOON_DAYS, until: addDays(at.asOf, DUE_SOON_DAYS), ...figures.dueSoon },
      before,
      trend,
    };
  }

  private async figures(at: At): Promise<Figures> {
    const { rows } = await sql<{ figures: Figures }>`
      with c as materialized (${commitmentsAt(at, 'in one go')}), sides as materialized (${sidesAt(at)}),
      stated as materialized (
        select sd.party_id, sd.lead_body_id, count_group(sd.status, c.due_on, sd.completed_on, ${at.asOf}::date) as count_group,
          ${owedReport(at)} as owed, r.day as reported_on
        from sides sd join c on c.id = sd.commitment_id left join ${firstReports(at)} r on r.side_id = sd.id),
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
        'reached', (select jsonb_build_object('due', count(*), 'completed', count(*) filter (where status = 'completed'),
            'onTime', count(*) filter (where timeliness = 'completed_on_time')) from c where due_on < ${at.asOf}::date or (due_on is not null and status = 'completed'))
      ) as figures`.execute(this.em.getKysely());
    return rows[0]!.figures;
  }

  /** The rows behind the three lists: what differs, what is overdue, what falls due next. */
  private async rows(at: At): Promise<ListedCommitment[]> {
    const { rows } = await sql<ItemRow & { since: Day | null }>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)}),
      chosen as materialized (
        (select id from c where differs and status in ('not_started', 'in_progress') order by differs_since, position limit 100)
        union (select id from c where timeliness = 'overdue' order by due_on, position limit 100)
        union (select id from c where timeliness = 'on_time' order by due_on, position limit ${NEXT_DEADLINES}))
      select ${itemColumns(at)}, c.differs_since::text as since from c join sector se on se.id = c.sector_id
      where c.id in (select id from chosen) order by c.due_on, c.position`.execute(this.em.getKysely());
    return rows.map(({ since, ...row }) => ({ ...itemOf(row, at.asOf), since }));
  }

  private async lists(
    rows: ListedCommitment[],
    at: At,
  ): Promise<Pick<Dashboard, 'differing' | 'longestOverdue' | 'nextDeadlines'>> {
    const calendar = await this.calendar.load();
    const rules = await readRulesOf(this.em.getKysely(), sql`${at.agreementId}`);
    const differing = rows.filter(
      ({ differs, status }) => differs && (status === 'in_progress' || status === 'not_started'),
    );
    return {
      differing: differing
        .map((row) => ({ ...row, days: row.since ? daysBetween(row.since, at.asOf) : null }))
        .sort((a, b) => (b.days ?? 0) - (a.days ?? 0)),
      longestOverdue: rows.filter(({ timeliness }) => timeliness === 'overdue'),
      nextDeadlines: rows
        .filter(({ timeliness }) => timeliness === 'on_time')
        .slice(0, NEXT_DEADLINES)
        .map((row) => ({
          ...row,
          daysLeft: daysBetween(at.asOf, row.due.date!),
          nextReminderOn: nextReminder(row.due.date!, at.asOf, rules, calendar)?.day ?? null,
        })),
    };
  }

  /** Completed and overdue a month before, by what was known as late as the figures are: for comparison. */
  private async before(at: At): Promise<Dashboard['before']> {
    const day = monthBefore(at.asOf);
    const { rows } = await sql<{ completed: number; overdue: number }>`
      select count(*) filter (where status = 'completed')::integer as completed, count(*) filter (where timeliness = 'overdue')::integer as overdue
      from (${commitmentsAt({ ...at, asOf: day })}) c`.execute(this.em.getKysely());
    return { day, ...rows[0]! };
  }

  /** Cumulative counts of dated commitments: by last day, and by day of completion. */
  private async trend(at: At): Promise<Dashboard['trend']> {
    const running = (
      column: RawBuilder<unknown>,
    ) => sql`(select coalesce(jsonb_agg(jsonb_build_object('day', day, 'count', n) order by day), '[]')
      from (select ${column} as day, sum(count(*)) over (order by ${column}) as n from c where due_on is not null and ${column} is not null group by 1) t)`;
    const { rows } = await sql<Dashboard['trend']>`
      with c as not materialized (${commitmentsAt(at)})
      select ${running(sql`due_on`)} as planned, ${running(sql`done_on`)} as completed,
        (select period_from::text from agreement where id = ${at.agreementId}) as "from", (select period_to::text from agreement where id = ${at.agreementId}) as "to"`.execute(
      this.em.getKysely(),
    );
    return rows[0]!;
  }
}

function ratesOf(figures: Figures) {
  const completed = (counts: Counts) => counts.completed_on_time + counts.completed_late;
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const sum = (key: 'owed' | 'gave' | 'late') => figures.bySide.reduce((total, side) => total + side[key], 0);
  const [owed, gave, late] = [sum('owed'), sum('gave'), sum('late')];
  const { dueSoon: _dueSoon, ...rest } = figures;
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
