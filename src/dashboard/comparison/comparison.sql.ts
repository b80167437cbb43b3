import { sql, type RawBuilder } from 'kysely';
import { countsBy } from '../../commitments/read/counts.sql.js';
import { commitmentsAt, endOf, sidesAt, type ReadAt } from '../../commitments/read/read-source.js';
import { standingOfPart } from '../../commitments/read/part.sql.js';
import { deadlineKind, undatedJson } from '../../commitments/undated/undated.sql.js';
import { moves, PERCENT_POINTS, SAME_STANDING } from './change-kinds.js';

/**
 * The two days side by side, as CTEs: `f` and `t` the commitments, `fs` and `ts` their sides, `pair` the commitments of the second
 * day with their counted group on the first, `change` everything that differs.
 */
export const bothDays = (from: ReadAt, to: ReadAt): RawBuilder<unknown> => sql`
  f as materialized (${columnsOf(from)}),
  t as materialized (${columnsOf(to)}),
  fs as materialized (select ${sideColumns} from (${sidesAt(from)}) s),
  ts as materialized (select ${sideColumns} from (${sidesAt(to)}) s),
  move (from_group, to_group, rank) as (values ${sql.join(moveRows)}),
  pair as materialized (
    select t.id, t.position, f.id is not null as stood, f.count_group as from_group, t.count_group as to_group,
      f.status as from_status, t.status, t.due_on, coalesce(m.rank, ${sql.lit(SAME_STANDING)}) as rank
    from t left join f on f.id = t.id
      left join move m on m.from_group is not distinct from f.count_group and m.to_group = t.count_group),
  change as materialized (${changes})`;

const columnsOf = (at: ReadAt) => sql`
  select c.id, c.code, c.title, c.position, c.status, c.count_group, c.due_precision, c.due_value, c.due_on, c.done_on, c.differs,
    ${deadlineKind} as deadline, ${undatedJson(at.asOf)} as undated
  from (${commitmentsAt(at)}) c`;
const sideColumns = sql`s.id, s.commitment_id, s.party_id, s.position, s.lead_body_id, s.status, s.percent, s.completed_on, s.ended`;
const moveRows = moves.map(
  ({ from, to, rank }) =>
    sql`(${from === null ? sql`null::text` : sql.lit(from)}, ${sql.lit(to)}, ${sql.lit(rank)})`,
);

/** `axis` is which part of the history says when. */
const changes = sql`
  select id as commitment_id, 0 as place, 'standing' as what, 'standing' as axis, null::integer as party_id, null::integer as side_id,
    to_jsonb(from_group) as "from", to_jsonb(to_group) as "to"
  from pair where from_group is distinct from to_group
  union all
  select t.id, 1, 'deadline', 'deadline', null, null, ${dueJson('f')}, ${dueJson('t')} from t join f on f.id = t.id
  where (f.due_precision, f.due_value, f.deadline) is distinct from (t.due_precision, t.due_value, t.deadline)
  union all
  select ts.commitment_id, 2 + ts.position, part.what, part.axis, ts.party_id, ts.id, part."from", part."to"
  from ts join fs on fs.id = ts.id join pair p on p.id = ts.commitment_id cross join lateral (
    select 'lead_body' as what, 'lead_body' as axis, ${bodyJson('fs')} as "from", ${bodyJson('ts')} as "to" where ts.lead_body_id <> fs.lead_body_id
    union all
    select case when ts.status = 'completed' then 'part_completed' else 'part_reopened' end, 'part', to_jsonb(fs.percent), to_jsonb(ts.percent)
    where (ts.status = 'completed') <> (fs.status = 'completed') and (p.status = 'completed') = (p.from_status = 'completed')
    union all
    select 'percent', 'percent', to_jsonb(fs.percent), to_jsonb(ts.percent)
    where (ts.status = 'completed') = (fs.status = 'completed') and abs(coalesce(ts.percent, 0) - coalesce(fs.percent, 0)) >= ${sql.lit(PERCENT_POINTS)}) part`;

function dueJson(alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`jsonb_build_object('precision', ${of('due_precision')}, 'value', ${of('due_value')}, 'date', ${of('due_on')}, 'undated', ${of('undated')})`;
}

function bodyJson(alias: string): RawBuilder<unknown> {
  return sql`(select jsonb_build_object('code', b.code, 'name', b.name, 'short', b.short) from body b where b.id = ${sql.ref(`${alias}.lead_body_id`)})`;
}

/** Of one of the days: `c` its commitments, `s` its sides. */
export function figuresOf(c: string, s: string, { asOf, agreementId }: ReadAt): RawBuilder<unknown> {
  const counts = (of: RawBuilder<unknown>) => sql`(select ${countsBy(sql`x.count_group`)} from ${of} x)`;
  const [all, sides] = [sql.table(c), sql.table(s)];
  const stated = sql`(select count_group(${standingOfPart('y')}, w.due_on, y.completed_on, ${asOf}::date) from ${sides} y join ${all} w on w.id = y.commitment_id where y.party_id = p.id)`;
  return sql`jsonb_build_object('total', (select count(*) from ${all}), 'counts', ${counts(all)},
    'differing', (select count(*) from ${all} x where x.differs),
    'bySide', (select jsonb_agg(jsonb_build_object('party', p.code, 'marker', p.marker, 'name', p.name,
        'counts', ${counts(stated)}) order by ap.position)
      from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${agreementId}))`;
}

/**
 * Over `x`, a row of `change` with its commitment's `pair`: who brought it about and when it was entered. What is completed counts from
 * the day done, so when that was entered is looked for among all that is known; all else by the end of the second day.
 */
export function broughtAbout({ asOf, knownAt, today }: ReadAt): RawBuilder<unknown> {
  const end = endOf(asOf < today ? asOf : today);
  const known = endOf(knownAt);
  const until = (isCompleted: RawBuilder<unknown>) =>
    sql`case when ${isCompleted} then ${known} else ${end} end`;
  const since = (
    table: string,
    key: RawBuilder<unknown>,
    differs: RawBuilder<unknown>,
    bound: RawBuilder<unknown>,
  ) => sql`
    (select max(upper(h.validity)) from ${sql.table(table)} h
      where ${key} and not upper_inf(h.validity) and upper(h.validity) <= ${bound} and ${differs})`;
  const ofCommitment = (differs: RawBuilder<unknown>, bound: RawBuilder<unknown>) =>
    since('commitment_state', sql`h.commitment_id = x.commitment_id`, differs, bound);
  const ofSide = (differs: RawBuilder<unknown>, bound: RawBuilder<unknown>) =>
    since('side_state', sql`h.side_id = x.side_id`, differs, bound);
  const completedNow = sql`t.status = 'completed'`;
  return sql`
    left join ts on ts.id = x.side_id
    cross join lateral (select case x.axis
      when 'standing' then case
        when not p.stood then (select min(lower(h.validity)) from commitment_state h where h.commitment_id = x.commitment_id)
        when p.from_status <> t.status then ${ofCommitment(sql`h.status <> t.status`, until(completedNow))}
        else ${ofCommitment(sql`(h.due_on, h.done_on) is distinct from (t.due_on, t.done_on)`, until(completedNow))} end
      when 'deadline' then ${ofCommitment(sql`(h.due_precision, h.due_value) is distinct from (t.due_precision, t.due_value)`, end)}
      when 'lead_body' then ${ofSide(sql`h.lead_body_id <> ts.lead_body_id`, end)}
      when 'part' then ${ofSide(sql`(h.status = 'completed') <> (ts.status = 'completed')`, until(sql`ts.status = 'completed'`))}
      else ${ofSide(sql`h.percent is distinct from ts.percent`, until(sql`ts.status = 'completed'`))} end as at) entered
    cross join lateral (select case when x.axis = 'standing' and p.stood and p.to_group like '%overdue' and p.from_group not like '%overdue'
      then (p.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' end as at) passed
    left join lateral (
      select e.actor from commitment_event e
      where e.commitment_id = x.commitment_id and e.at <= entered.at and e.at > entered.at - interval '1 second'
        and (passed.at is null or entered.at > passed.at)
      order by (e.kind = any(case x.axis ${sql.join(
        Object.entries(kindsOf).map(([axis, kinds]) => sql`when ${sql.lit(axis)} then ${kinds}::text[]`),
        sql` `,
      )} end)) desc, (e.actor is null), e.id desc limit 1) told on true`;
}

/** Several things may happen to a commitment in one instant; these are what each kind of change follows from. */
const kindsOf = {
  standing: [
    'updated',
    'completion_confirmed',
    'completion_confirmation_withdrawn',
    'returned',
    'extension_agreed',
    'extension_decided',
    'deadline_changed',
    'amendment_withdrawn',
    'amendment_merged',
    'amendment_reworded',
    'imported',
  ],
  deadline: ['extension_agreed', 'extension_decided', 'deadline_changed', 'amendment_reworded'],
  lead_body: ['lead_changed'],
  part: ['updated', 'returned'],
  percent: ['updated'],
};
