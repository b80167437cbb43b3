import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { AgreementRef } from '../identity/scope.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import type { DaysAsked } from '../commitments/read/days.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../commitments/read/read-source.js';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { addDays, daysBetween, monthBefore, type Day } from '../platform/clock.js';
import { responseCacheLimits, CompressedResponse } from '../platform/http/compressed-response.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { dueWithin } from './ahead.js';
import { completionFigures } from './completion-figures.js';
import { completionGroups } from './completion-figures.sql.js';
import type { Dashboard, ListedCommitment } from './dashboard.types.js';
import { DUE_SOON_DAYS, ratesOf, readFigures } from './figures.sql.js';
import { nextReminder } from '../reminders/plan/next-reminder.js';
import { readRulesOf } from '../reminders/plan/rule-book.js';

const NEXT_DEADLINES = 8;

type At = ReadAt & { period: ReportingPeriod };

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
      readFigures(this.em.getKysely(), at),
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
      dueWithin: dueWithin(at.asOf, figures.ahead),
      before,
      trend,
    };
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
