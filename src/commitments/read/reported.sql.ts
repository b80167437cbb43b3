import { sql, type RawBuilder } from 'kysely';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import { addDays, instantOf, type Day } from '../../platform/clock.js';
import type { UpdateState } from './list.types.js';
import { byEndOf } from './read-source.js';

/** Of which closed period, as of which day. */
export interface ReportsAt {
  period: ReportingPeriod;
  asOf: Day;
  /** By what had been entered by the end of which day, where that is not today: a report that was accepted later counts from the day on which it was sent. */
  knownAt?: Day;
}

/** Whether a side owed a report, and the day of its first one for the period: over `sd`, or as columns that have it. */
interface Facts {
  owed: RawBuilder<unknown>;
  on: RawBuilder<unknown>;
}

/**
 * What became of the report that a side owed, over `sd`. The rule stands in docs/rules.md §7; of a report about to be written the
 * database says the same, `period_of_report`.
 */
export function reported(
  what: UpdateState,
  at: ReportsAt,
  { owed, on }: Facts = { owed: owedReport(at), on: firstReportOn(at) },
): RawBuilder<boolean> {
  const due = sql`${at.period.dueOn}::date`;
  if (what === 'owed') return sql`(${owed})`;
  if (what === 'missing') return sql`(${owed} and ${on} is null)`;
  return what === 'gave' ? sql`(${owed} and ${on} <= ${due})` : sql`(${owed} and ${on} > ${due})`;
}

/** Not signed off, suspended or withdrawn when the period closed. */
export function owedReport(at: ReportsAt): RawBuilder<unknown> {
  return sql`exists (select 1 from side_state o where ${isStateAtEnd(at)} and ${isOwing})`;
}

/** The same of all sides `sd` at once: what is to be joined, and the condition over it. */
export function owedReports(at: ReportsAt): { joined: RawBuilder<unknown>; owed: RawBuilder<unknown> } {
  return {
    joined: sql`left join side_state o on ${isStateAtEnd(at)}`,
    owed: sql`(o.id is not null and ${isOwing})`,
  };
}

/** Of its states one, since they do not overlap. */
const isStateAtEnd = (at: ReportsAt) => sql`o.side_id = sd.id and ${isHeldAtEnd(at)}`;
const isHeldAtEnd = ({ period }: ReportsAt) =>
  sql`o.validity @> ${instantOf(addDays(period.to, 1))}::timestamptz`;
const isOwing = sql`o.completion_confirmed_at is null and o.status not in ('suspended', 'withdrawn') and not coalesce(o.ended, false)`;

/** The day of the side's first report for the period, in time or late; null where there is none yet. */
export function firstReportOn({ period, asOf, knownAt }: ReportsAt): RawBuilder<unknown> {
  return sql`(select min(u.day) from progress_update u
    where u.side_id = sd.id and u.period = ${period.code} and u.day <= ${asOf}::date and ${byEndOf(knownAt)(sql`u.at`)})`;
}

/** The same of many sides at once: `side_id`, `day`, where there is one. @param among a query of the ids that are asked for, or else all */
export function firstReports(
  { period, asOf, knownAt }: ReportsAt,
  among?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const asked = among ? sql`u.side_id in (${among}) and` : sql``;
  return sql`(select u.side_id, min(u.day) as day from progress_update u where ${asked}
    u.period = ${period.code} and u.day <= ${asOf}::date and ${byEndOf(knownAt)(sql`u.at`)} group by 1)`;
}

/** The sides that owed a report and have given none yet, as rows of `side_id`: for many at once. @param among a query of the ids that are asked for */
export function missingReports(at: ReportsAt, among: RawBuilder<unknown>): RawBuilder<unknown> {
  const { period, asOf, knownAt } = at;
  return sql`
    select o.side_id from side_state o where ${isHeldAtEnd(at)} and ${isOwing} and o.side_id in (${among})
    except select u.side_id from progress_update u
    where u.period = ${period.code} and u.day <= ${asOf}::date and ${byEndOf(knownAt)(sql`u.at`)} and u.side_id in (${among})`;
}
