import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { LRUCache } from 'lru-cache';
import { latestClosedPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import { daysOf, type DaysAsked, type DaysRead } from '../../commitments/read/days.js';
import { countsBy } from '../../commitments/read/counts.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../../commitments/read/read-source.js';
import { contextOfAll } from '../../commitments/read/stamps.sql.js';
import { firstReports, owedReports, reported } from '../../commitments/read/reported.sql.js';
import { mattersOf } from '../../commitments/turn/turn.sql.js';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock, type Day } from '../../platform/clock.js';
import { countAhead } from '../ahead.js';
import { sumOf, withRates, type Figures } from './across.figures.js';
import type { Across, AgreementStanding } from './across.types.js';

type Days = DaysRead & { today: Day; context: string };

/**
 * The same figures of every agreement that somebody may read. Each agreement's are kept until it changes, so that of thousands only those that have
 * changed since are read again, in one statement for all that close the same reporting period.
 */
@Injectable()
export class AcrossQueries {
  /** By agreement, its revision, the days and what else they rest on: of some 1 kB each. */
  private readonly kept = new LRUCache<string, AgreementStanding>({ max: 10_000 });
  /** What is being read just now: who asks for the same waits for it. */
  private readonly reading = new Map<string, Promise<Map<number, AgreementStanding>>>();

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws RuleBroken where the day of entry comes before the day of the figures */
  async read(viewer: Viewer, asked: DaysAsked = {}): Promise<Across> {
    const agreements = await this.commitments.agreements(viewer);
    const days = { ...daysOf(asked, this.clock.today()), context: await this.context() };
    const found = new Map(agreements.map((one) => [one.id, this.kept.get(keyOf(one, days))]));
    const unread = agreements.filter(({ id }) => !found.get(id));
    const read = unread.length > 0 ? await this.once(unread, days) : new Map<number, AgreementStanding>();
    const items = agreements.map(({ id }) => found.get(id) ?? read.get(id)!);
    return { asOf: days.asOf, knownAt: days.knownAt, ...sumOf(items, days.asOf), items: worstFirst(items) };
  }

  private async context(): Promise<string> {
    const { rows } = await sql<{ context: string }>`select ${contextOfAll} as context`.execute(
      this.em.getKysely(),
    );
    return rows[0]!.context;
  }

  private once(agreements: readonly AgreementRef[], days: Days): Promise<Map<number, AgreementStanding>> {
    const key = agreements.map((one) => keyOf(one, days)).join();
    const before = this.reading.get(key);
    if (before) return before;
    const made = this.readAll(agreements, days).finally(() => this.reading.delete(key));
    this.reading.set(key, made);
    return made;
  }

  private async readAll(
    agreements: readonly AgreementRef[],
    days: Days,
  ): Promise<Map<number, AgreementStanding>> {
    const all = new Map<number, AgreementStanding>();
    const alike = Map.groupBy(agreements, (one) => JSON.stringify(latestClosedPeriod(days.asOf, one)));
    for (const some of alike.values()) {
      const period = latestClosedPeriod(days.asOf, some[0]!);
      const ids = some.map(({ id }) => id);
      const figures = await this.figures(ids, { ...days, period });
      for (const one of some) {
        const { id, slug, number, kind, title } = one;
        const rates = withRates(figures.get(id)!, days.asOf);
        const standing = { slug, number, kind, title, period: period.code, ...rates };
        all.set(id, standing);
        this.kept.set(keyOf(one, days), standing);
      }
    }
    return all;
  }

  private async figures(
    ids: readonly number[],
    days: Days & { period: ReportingPeriod },
  ): Promise<Map<number, Figures>> {
    const at = { ...days, agreementId: sql<number>`ag.id` };
    const { rows } = await sql<{ id: number; figures: Figures }>`
      select ag.id, f.figures from agreement ag cross join lateral (${figuresAt(at)}) f where ag.id = any(${[...ids]})`.execute(
      this.em.getKysely(),
    );
    return new Map(rows.map(({ id, figures }) => [id, figures]));
  }
}

/** Of the agreement `ag`, as JSON. */
function figuresAt(at: ReadAt & { period: ReportingPeriod }): RawBuilder<unknown> {
  const facts = { owed: sql`t.owed`, on: sql`t.reported_on` };
  const report = owedReports(at);
  const own = sql`select id from commitment_side where agreement_id = ${at.agreementId}`;
  return sql`
    with c as materialized (${commitmentsAt(at)}),
    t as (
      select ${report.owed} as owed, r.day as reported_on
      from (${sidesAt(at)}) sd join c on c.id = sd.commitment_id ${report.joined} left join ${firstReports(at, own)} r on r.side_id = sd.id)
    select jsonb_build_object('total', count(*), 'counts', ${countsBy(sql`c.count_group`)},
      'differing', count(*) filter (where c.differs and c.status in ('not_started', 'in_progress')),
      'ahead', ${countAhead(at.asOf)},
      'longestOverdue', max(${at.asOf}::date - c.due_on) filter (where c.timeliness = 'overdue'),
      'longestWait', (select max(m.held) from (${mattersOf(at, sql`c`)}) m))
      || (select jsonb_build_object('owed', count(*) filter (where t.owed), 'gave', count(*) filter (where ${reported('gave', at, facts)}),
        'late', count(*) filter (where ${reported('late', at, facts)})) from t) as figures
    from c`;
}

function keyOf({ id, revision }: AgreementRef, { asOf, knownAt, today, context }: Days): string {
  return [id, revision, asOf, knownAt, today, context].join(' ');
}

function worstFirst(items: readonly AgreementStanding[]): AgreementStanding[] {
  const overdue = ({ counts }: AgreementStanding) => counts.in_progress_overdue + counts.not_started_overdue;
  return items.toSorted(
    (a, b) => overdue(b) - overdue(a) || (b.longestOverdue ?? 0) - (a.longestOverdue ?? 0),
  );
}
