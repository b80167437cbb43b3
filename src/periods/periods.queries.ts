import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import { isReadBy, ownReader } from '../commitments/submitted/readers.js';
import { isWaitingBy } from '../commitments/submitted/waiting-reports.sql.js';
import type { RequestScope } from '../identity/scope.js';
import { Clock } from '../platform/clock.js';
import { allPeriods, namedPeriod, readPeriodsOf, type PartyRef } from './agreement-periods.js';
import { latestOf, readRefs, refOf, type FrozenRow } from './frozen.sql.js';
import { owingBodies } from './owing-bodies.js';
import { closableFrom, closingState } from './period.rules.js';
import type { PeriodDetail, PeriodItem, PeriodSide, ReportCounts, WaitingReport } from './periods.types.js';
import { PeriodStates, type ReportsOf } from './states.queries.js';

interface Asked {
  limit: number;
  /** Code of the last period of the page before. */
  cursor?: string;
}

/** The reporting periods of an agreement: how each side stands to their closing, and under which codes they are frozen. */
@Injectable()
export class PeriodsQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly states: PeriodStates,
  ) {}

  /** Newest first. */
  async list(
    { agreement }: RequestScope,
    { limit, cursor }: Asked,
  ): Promise<{ items: PeriodItem[]; nextCursor: string | null }> {
    const db = this.em.getKysely();
    const today = this.clock.today();
    const of = await readPeriodsOf(db, agreement);
    const all = allPeriods(of, agreement, today);
    const start = cursor === undefined ? 0 : all.findIndex(({ code }) => code === cursor) + 1;
    const shown = all.slice(start, start + limit);
    const ended = shown.filter(({ to }) => to < today);
    const [rows, reports] = await Promise.all([
      readRefs(
        db,
        agreement.id,
        shown.map(({ code }) => code),
      ),
      this.states.reports(agreement, ended),
    ]);
    const items = shown.map((period) => {
      const own = rows.filter((row) => row.period === period.code);
      return this.itemOf(period, of.parties, own, period.to < today ? reports : null);
    });
    return { items, nextCursor: start + limit < all.length ? shown.at(-1)!.code : null };
  }

  /** @throws NotFound where the agreement has no such period, or it has not begun */
  async read(scope: RequestScope, code: string): Promise<PeriodDetail> {
    const { agreement } = scope;
    const db = this.em.getKysely();
    const today = this.clock.today();
    const of = await readPeriodsOf(db, agreement);
    const period = namedPeriod(of, agreement, code, today);
    const [rows, state, waiting] = await Promise.all([
      readRefs(db, agreement.id, [period.code]),
      period.to < today ? this.states.now(agreement, period) : null,
      this.waiting(scope, period),
    ]);
    const reports: ReportsOf | null = state && ((_period, party) => countsIn(state.figures.bySide, party));
    const alike = allPeriods(of, agreement, today).filter(({ kind }) => kind === period.kind);
    const place = alike.findIndex((one) => one.code === period.code);
    return {
      ...this.itemOf(period, of.parties, rows, reports),
      previous: alike[place + 1]?.code ?? null,
      next: alike[place - 1]?.code ?? null,
      owing: state ? owingBodies(state.commitments) : [],
      waiting,
      codes: rows.map(refOf),
      figures: state?.figures ?? null,
    };
  }

  private itemOf(
    period: AnyPeriod,
    parties: PartyRef[],
    rows: FrozenRow[],
    reportsOf: ReportsOf | null,
  ): PeriodItem {
    const { code, kind, from, to, dueOn } = period;
    const sides = parties.map(({ code: party, marker, name }): PeriodSide => {
      const latest = latestOf(rows, party);
      const reports = reportsOf?.(period, party) ?? null;
      const standing = { isClosed: latest !== undefined, missing: reports?.missing ?? 0 };
      const state = closingState(period, this.clock.today(), standing);
      return { party, marker, name, state, reports, frozen: latest ? refOf(latest) : null };
    });
    const joint = latestOf(rows, null);
    return {
      code,
      kind,
      from,
      to,
      dueOn,
      sides,
      closableFrom: closableFrom(period),
      joint: joint ? refOf(joint) : null,
    };
  }

  /** What its side has in hand, for those who may read it. */
  private async waiting(
    { agreement, viewer }: RequestScope,
    { months }: AnyPeriod,
  ): Promise<WaitingReport[]> {
    const { rows } = await sql<WaitingReport>`
      select p.code as party, c.code as commitment, c.title, s.period, s.author as body, s.day::text as "sentOn"
      from submitted_report s join commitment_side sd on sd.id = s.side_id join commitment c on c.id = sd.commitment_id
        join party p on p.id = sd.party_id
      where s.agreement_id = ${agreement.id} and s.period = any(${months.map(({ code }) => code)}) and ${isWaitingBy()}
        and ${isReadBy(ownReader(viewer), sql`sd.party_id`)}
      order by sd.position, c.position, s.id`.execute(this.em.getKysely());
    return rows;
  }
}

function countsIn(
  sides: readonly ({ party: string } & Omit<ReportCounts, 'missing'>)[],
  party: string,
): ReportCounts {
  const { owed, gave, late } = sides.find((side) => side.party === party)!;
  return { owed, gave, late, missing: owed - gave - late };
}
