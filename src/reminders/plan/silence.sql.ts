import { sql, type Kysely, type RawBuilder } from 'kysely';
import { latestClosedPeriod, runningPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { firstReportOn, owedReport } from '../../commitments/read/reported.sql.js';
import { addDays, type Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import type { SilentPart } from './planner.types.js';
import type { RuleBook } from './rule-book.js';
import { isOfSilence, type SilenceKind } from './rules.js';

interface Asked {
  id: number;
  cutoffDay: number;
  dueDay: number;
}

/** The parts of which a report is owed on some days, or nothing is heard, in agreements whose rules speak of that. */
export async function readSilences(
  db: Kysely<unknown>,
  days: readonly Day[],
  book: RuleBook,
  commitments: readonly number[] | null = null,
): Promise<SilentPart[]> {
  if (days.length === 0 || !book.sets.some(({ rules }) => rules.some(isOfSilence))) return [];
  const { rows: agreements } = await sql<Asked>`
    select id, reporting_cutoff_day as "cutoffDay", report_due_day as "dueDay" from agreement order by id`.execute(
    db,
  );
  const parts: SilentPart[] = [];
  for (const agreement of agreements) {
    const speaks = (kind: SilenceKind) => book.of(agreement.id).rules.some((rule) => rule.kind === kind);
    if (speaks('report_due'))
      for (const period of endedPeriods(days, agreement))
        parts.push(...(await owing(db, agreement, period, commitments)));
    if (speaks('silent')) parts.push(...(await silent(db, agreement, commitments)));
  }
  return parts;
}

/** The periods that are the one just ended on one of the days. */
function endedPeriods(days: readonly Day[], agreement: Asked): ReportingPeriod[] {
  const periods = days.map((day) => latestClosedPeriod(day, agreement));
  return [...new Map(periods.map((period) => [period.code, period])).values()];
}

async function owing(
  db: Kysely<unknown>,
  agreement: Asked,
  period: ReportingPeriod,
  commitments: readonly number[] | null,
): Promise<SilentPart[]> {
  const at = { period, asOf: FAR };
  const isOwed = sql`${owedReport(at)} and ${firstReportOn(at)} is null`;
  const parts = await laggingParts(db, agreement.id, isOwed, sql`${period.dueOn}::date`, commitments);
  const { from, to } = runningPeriod(addDays(period.to, 1), agreement);
  return parts.map((part) => ({ ...part, kind: 'report_due', from, to }));
}

/** No report is of a later day. */
const FAR = '2100-12-31';

async function silent(db: Kysely<unknown>, agreement: Asked, commitments: readonly number[] | null) {
  const lastNews = sql`greatest(coalesce((select max(u.day) from progress_update u where u.side_id = sd.id), ${dayOfInstant(sql`c.created_at`)}),
    (select max(r.day) from submitted_report r where r.side_id = sd.id))`;
  const parts = await laggingParts(db, agreement.id, sql`true`, lastNews, commitments);
  return parts.map((part) => ({ ...part, kind: 'silent' as const }));
}

async function laggingParts(
  db: Kysely<unknown>,
  agreementId: number,
  of: RawBuilder<unknown>,
  since: RawBuilder<unknown>,
  commitments: readonly number[] | null,
): Promise<Omit<SilentPart, 'kind'>[]> {
  const { rows } = await sql<Omit<SilentPart, 'kind'>>`
    select c.id as "commitmentId", c.agreement_id as "agreementId", sd.party_id as "partyId", sd.lead_body_id as "leadBodyId",
      ${since}::text as since
    from commitment c join commitment_side sd on sd.commitment_id = c.id
    where c.agreement_id = ${agreementId} and c.status in ('not_started', 'in_progress') and sd.status in ('not_started', 'in_progress')
      and not exists (select 1 from submitted_report r where r.side_id = sd.id and not exists (select 1 from report_review v where v.report_id = r.id))
      and ${of} ${commitments === null ? sql`` : sql`and c.id = any(${[...commitments]})`}
    order by c.id, sd.position`.execute(db);
  return rows;
}
