import { sql, type QueryExecutorProvider } from 'kysely';
import { stateOfReport } from '../calendar/reporting-period.js';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import { itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../commitments/read/read-source.js';
import { completionFigures } from '../dashboard/completion-figures.js';
import { completionGroups, type CompletionGroup } from '../dashboard/completion-groups.js';
import { figuresOf, ratesOf, type RawFigures } from '../dashboard/figures.js';
import { readFacts } from '../dashboard/facts/facts.sql.js';
import { readNames } from '../dashboard/facts/names.sql.js';
import { dayOf, type Day } from '../platform/clock.js';
import { owedReports } from './period-reports.sql.js';
import type { FrozenCommitment, FrozenReport, FrozenSide, PeriodState } from './periods.types.js';

interface OwedRow {
  commitmentId: number;
  party: string;
  /** Code of the body that led the part on the period's last day. */
  body: string;
  period: string;
  on: Day | null;
}

/**
 * How a period stands: as of its last day, by all that is known now (docs/rules.md §4a), with the reports on it that were given up
 * to today. Read in one transaction, it is of one instant.
 * @param today the day on which it is asked
 */
export async function readPeriodState(
  db: QueryExecutorProvider,
  agreementId: number,
  period: AnyPeriod,
  today: Day,
): Promise<PeriodState> {
  const at: ReadAt = { agreementId, asOf: period.to, knownAt: today, today };
  const ofLastMonth = { ...at, period: period.months.at(-1)! };
  const facts = [...(await readFacts(db, ofLastMonth)).values()];
  const names = await readNames(db, at);
  const items = await sql<ItemRow>`
    with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})
    select ${itemColumns(at)} from c join sector se on se.id = c.sector_id order by c.position`.execute(db);
  const owed = await readOwed(db, at, period);
  return {
    figures: frozen(
      figuresOf(facts, names, ofLastMonth),
      owed,
      at.asOf,
      completionGroups(facts, names),
      period,
    ),
    commitments: commitmentsOf(items.rows, owed, at.asOf, period),
  };
}

async function readOwed(db: QueryExecutorProvider, at: ReadAt, { months }: AnyPeriod): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    with sides as materialized (${sidesAt(at)})
    select o.commitment_id as "commitmentId", p.code as party, b.code as body, o.period, o.given_on::text as "on"
    from (${owedReports(months, at.today)}) o join party p on p.id = o.party_id join body b on b.id = o.lead_body_id
    order by o.period`.execute(db);
  return rows;
}

/** The dashboard's, but for the reports: those of all the period's months, also where they came after its last day. */
function frozen(
  raw: RawFigures,
  owed: OwedRow[],
  asOf: Day,
  completions: CompletionGroup[],
  period: AnyPeriod,
): PeriodState['figures'] {
  const countOf = (matches: (row: OwedRow) => boolean) => countsOf(owed.filter(matches), period);
  const figures = ratesOf({
    ...raw,
    bySide: raw.bySide.map((side) => ({ ...side, ...countOf(({ party }) => party === side.party) })),
    byBody: raw.byBody.map((body) => ({ ...body, ...countOf((row) => row.body === body.code) })),
  });
  const { byHolder: _byHolder, chasedOften: _chasedOften, ...rest } = figures;
  const parties = figures.bySide.map(({ party }) => party);
  return { asOf, ...rest, completions: completionFigures(completions, parties) };
}

function countsOf(rows: OwedRow[], period: AnyPeriod) {
  const states = rows.map((row) => reportOf(row, period).state);
  const count = (state: FrozenReport['state']) => states.filter((one) => one === state).length;
  return { owed: rows.length, gave: count('gave'), late: count('late') };
}

function reportOf({ period: code, on }: OwedRow, { months }: AnyPeriod): FrozenReport {
  const month = months.find((one) => one.code === code)!;
  return { period: code, state: stateOfReport(month, true, on) as FrozenReport['state'], on };
}

function commitmentsOf(rows: ItemRow[], owed: OwedRow[], asOf: Day, period: AnyPeriod): FrozenCommitment[] {
  const reports = Map.groupBy(owed, ({ commitmentId, party }) => `${commitmentId} ${party}`);
  return rows.map((row) => {
    const { id, code, title, sector, status, timeliness, percent, completedOn, differs, due, sides } = itemOf(
      row,
      asOf,
    );
    const { precision, value, date, label } = due;
    return {
      id,
      code,
      title,
      sector,
      status,
      timeliness,
      percent,
      completedOn,
      differs,
      due: { precision, value, date, label },
      sides: sides.map((side) => ({
        ...sideOf(side),
        reports: (reports.get(`${id} ${side.party}`) ?? []).map((one) => reportOf(one, period)),
      })),
    };
  });
}

function sideOf(side: ReturnType<typeof itemOf>['sides'][number]): Omit<FrozenSide, 'reports'> {
  const { party, leadBody, status, percent, doneOn, statedOn, completionConfirmedAt } = side;
  const confirmedOn = completionConfirmedAt === null ? null : dayOf(new Date(completionConfirmedAt));
  return { party, leadBody, status, percent, doneOn, statedOn, confirmedOn };
}
