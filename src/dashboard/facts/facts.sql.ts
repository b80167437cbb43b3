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
import { asColumns } from '../../commitments/read/columns.js';
import { standingOfPart } from '../../commitments/read/part.sql.js';
import { qualities } from '../../commitments/read/list.types.js';
import { doubtful } from '../../commitments/read/quality.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../../commitments/read/read-source.js';
import { firstReports, owedReports } from '../../commitments/read/reported.sql.js';
import { holdersByCommitment } from '../../commitments/turn/turn.sql.js';
import { countsAsUndated } from '../../commitments/undated/undated.sql.js';
import { monthBefore } from '../../platform/clock.js';
import { indicatorStatesOf } from '../indicator-figures.sql.js';
import { factsOf, type RawFacts } from './facts.js';
import type { CommitmentFacts } from './facts.types.js';

export type FactsAt = ReadAt & { period: ReportingPeriod };

/**
 * The facts of all of an agreement's commitments, or of those of `at.only`: one statement, however many there are.
 */
export async function readFacts(
  db: QueryExecutorProvider,
  at: FactsAt,
): Promise<Map<number, CommitmentFacts>> {
  const report = owedReports(at);
  const { rows } = await sql<RawFacts>`
    with c as materialized (
      select id, agreement_id, sector_id, position, status, timeliness, count_group, due_on, done_on, differs, differs_since, due_precision, undated,
        created_at, reminders
      from (${commitmentsAt(at, at.only ? 'row by row' : 'in one go')}) c),
    sides as materialized (
      select id, commitment_id, party_id, lead_body_id, status, completed_on, completion_declared_at, completion_confirmed_at, updated_at, product, indicators, ended
      from (${sidesAt(at)}) s),
    earlier as materialized (
      select id, status, timeliness from (${commitmentsAt({ ...at, asOf: monthBefore(at.asOf) })}) t
      where status = 'completed' or timeliness = 'overdue'),
    stated as materialized (
      select sd.commitment_id, sd.party_id, sd.lead_body_id, count_group(${standingOfPart('sd')}, c.due_on, sd.completed_on, ${at.asOf}::date) as count_group,
        ${report.owed} as owed, r.day as reported_on, ${doubts(at)} as doubts
      from sides sd join c on c.id = sd.commitment_id ${report.joined} left join ${firstReports(at, sql`select id from sides`)} r on r.side_id = sd.id),
    part as materialized (${completions(at)}),
    turn as materialized (${holdersByCommitment(at)}),
    measured as materialized (${indicatorStatesOf(at)})
    select
      (select ${asColumns(ofCommitment)} from c) as commitments,
      (select ${asColumns({ id: sql`t.id`, was: sql`case when t.status = 'completed' then 'completed' else t.timeliness end` })} from earlier t) as before,
      (select ${asColumns(ofSide)} from stated s) as sides,
      (select ${asColumns(ofCompletion)} from part p) as completions,
      (select ${asColumns(ofHolder)} from turn t) as holders,
      (select ${asColumns({ id: sql`m.commitment_id`, states: sql`array_to_string(m.states, ' ')` })} from measured m) as indicators`.execute(
    db,
  );
  return factsOf(rows[0]!);
}

const ofCommitment = {
  id: sql`c.id`,
  sector: sql`c.sector_id`,
  position: sql`c.position`,
  status: sql`c.status`,
  group: sql`c.count_group`,
  timeliness: sql`c.timeliness`,
  dueOn: sql`c.due_on`,
  doneOn: sql`c.done_on`,
  differs: sql`c.differs`,
  differsSince: sql`c.differs_since`,
  isUndated: countsAsUndated,
  chased: sql`c.reminders`,
};

const ofSide = {
  id: sql`s.commitment_id`,
  party: sql`s.party_id`,
  body: sql`s.lead_body_id`,
  group: sql`s.count_group`,
  owed: sql`s.owed`,
  reportedOn: sql`s.reported_on`,
  doubts: sql`s.doubts`,
};

const ofCompletion = {
  id: sql`p.commitment_id`,
  party: sql`p.party_id`,
  body: sql`p.body_id`,
  confirmedBy: sql`p.role`,
  lag: sql`p.lag`,
  waited: sql`p.waited`,
};

const ofHolder = {
  id: sql`t.commitment_id`,
  party: sql`t.party_id`,
  role: sql`t.role`,
  held: sql`t.held`,
  isPast: sql`t.past is not null`,
};

/** Each part stated as completed, as completionWaits counts it for its commitment: a working day of waiting is charged to who has to confirm when it ends. */
function completions({ asOf }: FactsAt): RawBuilder<unknown> {
  const until = sql`case when ${isConfirmed} then ${confirmedOn} else ${asOf}::date end`;
  return sql`
    select sd.commitment_id, sd.party_id, ${inChargeOf(sql`b`, statedOn)} as body_id, case when ${isConfirmed} then ${confirmedBy} end as role,
      ${statedOn} - sd.completed_on as lag, ${workingDaysBetween(sql`(${statedOn} - 1)`, sql`(${until} - 1)`)} as waited
    from sides sd join body b on b.id = sd.lead_body_id cross join ${enteredDays}
    where ${isStated} and (${isConfirmed} or not coalesce(sd.ended, false))`;
}

/** A bit for each kind, in the order of `qualities`. */
function doubts(at: FactsAt): RawBuilder<unknown> {
  return sql.join(
    qualities.map((kind, bit) => sql`case when ${doubtful(kind, at)} then ${sql.lit(1 << bit)} else 0 end`),
    sql` + `,
  );
}
