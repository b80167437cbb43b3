import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { enteredDays, workingDaysBetween } from '../../calendar/working-days.sql.js';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import {
  confirmedBy,
  confirmedOn,
  isConfirmed,
  isStated,
  statedOn,
} from '../../commitments/completion/completion.sql.js';
import { qualities } from '../../commitments/read/list.types.js';
import { doubtful } from '../../commitments/read/quality.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../../commitments/read/read-source.js';
import { firstReports, owedReports } from '../../commitments/read/reported.sql.js';
import { holdersByCommitment } from '../../commitments/turn/turn.sql.js';
import { deadlineKind } from '../../commitments/undated/undated.sql.js';
import { monthBefore } from '../../platform/clock.js';
import { indicatorStatesOf } from '../indicator-figures.sql.js';
import type { RawFacts } from './facts.js';

export type FactsAt = ReadAt & { period: ReportingPeriod };

/**
 * The facts of all of an agreement's commitments, or of those of `at.only`: one statement, however many there are. A list of each column and not of each
 * row: that takes PostgreSQL, and whoever reads it, a fraction of the time.
 */
export async function readRawFacts(db: QueryExecutorProvider, at: FactsAt): Promise<RawFacts> {
  const report = owedReports(at);
  const { rows } = await sql<RawFacts>`
    with c as materialized (
      select id, agreement_id, sector_id, version, position, status, timeliness, count_group, due_on, done_on, differs, differs_since, due_precision, undated,
        created_at
      from (${commitmentsAt(at)}) c),
    sides as materialized (
      select id, commitment_id, party_id, lead_body_id, status, completed_on, completion_declared_at, completion_confirmed_at, updated_at, product, indicators
      from (${sidesAt(at)}) s),
    earlier as materialized (
      select id, status, timeliness from (${commitmentsAt({ ...at, asOf: monthBefore(at.asOf) })}) t
      where status = 'completed' or timeliness = 'overdue'),
    stated as materialized (
      select sd.commitment_id, sd.party_id, sd.lead_body_id, count_group(sd.status, c.due_on, sd.completed_on, ${at.asOf}::date) as count_group,
        ${report.owed} as owed, r.day as reported_on, ${doubts(at)} as doubts
      from sides sd join c on c.id = sd.commitment_id ${report.joined} left join ${firstReports(at, sql`select id from sides`)} r on r.side_id = sd.id),
    part as materialized (${completions(at)}),
    turn as materialized (${holdersByCommitment(at)}),
    measured as materialized (${indicatorStatesOf(at)})
    select
      (select ${columns({ id: 'c.id', sector: 'c.sector_id', version: 'c.version', position: 'c.position', status: 'c.status', group: 'c.count_group', timeliness: 'c.timeliness', dueOn: 'c.due_on', doneOn: 'c.done_on', differs: 'c.differs', differsSince: 'c.differs_since', isUndated: sql`c.count_group = 'continuing' and ${deadlineKind} = 'undated'` })} from c) as commitments,
      (select ${columns({ id: 't.id', was: sql`case when t.status = 'completed' then 'completed' else t.timeliness end` })} from earlier t) as before,
      (select ${columns({ id: 's.commitment_id', party: 's.party_id', body: 's.lead_body_id', group: 's.count_group', owed: 's.owed', reportedOn: 's.reported_on', doubts: 's.doubts' })} from stated s) as sides,
      (select ${columns({ id: 'p.commitment_id', party: 'p.party_id', body: 'p.body_id', confirmedBy: 'p.role', lag: 'p.lag', waited: 'p.waited' })} from part p) as completions,
      (select ${columns({ id: 't.commitment_id', party: 't.party_id', role: 't.role', held: 't.held', isPast: 't.past is not null' })} from turn t) as holders,
      (select ${columns({ id: 'm.commitment_id', states: sql`array_to_string(m.states, ' ')` })} from measured m) as indicators`.execute(
    db,
  );
  return rows[0]!;
}

/** Each part stated as completed, as completionWaits counts it for its commitment: a working day of waiting is charged to who has to confirm when it ends. */
function completions({ asOf }: FactsAt): RawBuilder<unknown> {
  const until = sql`case when ${isConfirmed} then ${confirmedOn} else ${asOf}::date end`;
  return sql`
    select sd.commitment_id, sd.party_id, ${inChargeOf(sql`b`, statedOn)} as body_id, case when ${isConfirmed} then ${confirmedBy} end as role,
      ${statedOn} - sd.completed_on as lag, ${workingDaysBetween(sql`(${statedOn} - 1)`, sql`(${until} - 1)`)} as waited
    from sides sd join body b on b.id = sd.lead_body_id cross join ${enteredDays} where ${isStated}`;
}

/** A bit for each kind, in the order of `qualities`. */
function doubts(at: FactsAt): RawBuilder<unknown> {
  return sql.join(
    qualities.map((kind, bit) => sql`case when ${doubtful(kind, at)} then ${sql.lit(1 << bit)} else 0 end`),
    sql` + `,
  );
}

function columns(of: Record<string, string | RawBuilder<unknown>>): RawBuilder<unknown> {
  const each = Object.entries(of).map(
    ([name, value]) =>
      sql`${sql.lit(name)}, array_agg(${typeof value === 'string' ? sql.raw(value) : value})`,
  );
  return sql`json_build_object(${sql.join(each)})`;
}
