import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { onOneState } from '../audit/audit-verification.js';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import { sidesAt } from '../commitments/read/read-source.js';
import type { AgreementRef } from '../identity/scope.js';
import { Clock } from '../platform/clock.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { owedReports } from './period-reports.sql.js';
import { readPeriodState } from './period-state.js';
import type { PeriodState, ReportCounts } from './periods.types.js';

interface CountRow extends Omit<ReportCounts, 'missing'> {
  party: string;
  period: string;
}

/** How periods stand by what is known now, kept while nothing changes. */
@Injectable()
export class PeriodStates {
  private readonly states = new RevisionCache<PeriodState>({ most: 20 });
  private readonly counts = new RevisionCache<CountRow[]>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Of a period that has ended. */
  now({ id, revision }: Pick<AgreementRef, 'id' | 'revision'>, period: AnyPeriod): Promise<PeriodState> {
    const today = this.clock.today();
    const key = [id, revision, today, period.code, period.to, period.dueOn];
    return this.states.get(key, () =>
      onOneState(this.em, (em) => readPeriodState(em.getKysely(), id, period, today)),
    );
  }

  /** What became of the reports on periods that have ended: by side, in one query however many there are. */
  async reports(agreement: AgreementRef, periods: readonly AnyPeriod[]): Promise<ReportsOf> {
    const today = this.clock.today();
    const months = [
      ...new Map(periods.flatMap((one) => one.months).map((month) => [month.code, month])).values(),
    ];
    if (months.length === 0) return () => none;
    const key = [agreement.id, agreement.revision, today, months];
    const rows = await this.counts.get(key, async () => {
      const at = { agreementId: agreement.id, asOf: today, knownAt: today, today };
      const { rows: found } = await sql<CountRow>`
        with sides as materialized (${sidesAt(at)})
        select p.code as party, o.period, count(*)::integer as owed, (count(*) filter (where o.given_on <= o.due_on))::integer as gave,
          (count(*) filter (where o.given_on > o.due_on))::integer as late
        from (${owedReports(months, today)}) o join party p on p.id = o.party_id group by 1, 2`.execute(
        this.em.getKysely(),
      );
      return found;
    });
    return (period, party) => sumOf(rows.filter((row) => row.party === party && isOf(row, period)));
  }
}

/** Of a period and the code of a side. */
export type ReportsOf = (period: AnyPeriod, party: string) => ReportCounts;

const none: ReportCounts = { owed: 0, gave: 0, late: 0, missing: 0 };

const isOf = (row: CountRow, { months }: AnyPeriod) => months.some(({ code }) => code === row.period);

function sumOf(rows: CountRow[]): ReportCounts {
  const sum = (key: 'owed' | 'gave' | 'late') => rows.reduce((total, row) => total + row[key], 0);
  const [owed, gave, late] = [sum('owed'), sum('gave'), sum('late')];
  return { owed, gave, late, missing: owed - gave - late };
}
