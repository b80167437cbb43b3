import { sql, type RawBuilder } from 'kysely';
import { chasedTimes, timesChased } from '../../ledger/chases.sql.js';
import { addDays, instantOf, type Day } from '../../platform/clock.js';
import { keptBy, tracked, type Tracked } from '../change/tracked.js';

/** What read models rest on: which agreement, as of which day, and whether that day is today. */
export interface ReadAt {
  agreementId: number;
  asOf: Day;
  today: Day;
}

/**
 * The commitments of an agreement as they stood at the end of a day: the tables themselves for today, the kept
 * history for a day before. Columns as in the table, with `timeliness`, `count_group` and `reminders`, the times chased:
 * counted row by row where few rows are shown, in one go where all are looked at.
 */
export function commitmentsAt(
  at: ReadAt,
  chased: 'row by row' | 'in one go' = 'row by row',
): RawBuilder<unknown> {
  const { agreementId, asOf } = at;
  const inOneGo = chased === 'in one go';
  const all = sql`left join ${chasedTimes(asOf)} chased on chased.commitment_id = c.id`;
  const state = isPast(at) ? sql`h` : sql`c`;
  const done = isPast(at) ? doneDayHeldOn(asOf) : sql`c.done_on`;
  const history = isPast(at)
    ? sql`join commitment_state h on h.commitment_id = c.id and ${heldOn(asOf)}`
    : sql``;
  return sql`
    select c.id, c.agreement_id, c.sector_id, c.code, c.position, c.search, c.version, c.due_version,
      c.original_precision, c.original_value, ${columnsAt(
        at,
        'c',
        tracked.commitment.filter(({ column }) => column !== 'done_on'),
      )}, ${done} as done_on,
      timeliness(${state}.status, ${state}.due_on, ${done}, ${asOf}::date),
      count_group(${state}.status, ${state}.due_on, ${done}, ${asOf}::date),
      ${inOneGo ? sql`coalesce(chased.times, 0)` : timesChased(sql`c.id`, asOf)} as reminders
    from commitment c ${history} ${inOneGo ? all : sql``}
    where c.agreement_id = ${agreementId}`;
}

/**
 * The sides of an agreement's commitments as they stood at the end of a day, likewise; `cooperating` is null where it is as
 * in its table today (see cooperating.sql.ts).
 */
export function sidesAt(at: ReadAt): RawBuilder<unknown> {
  const history = isPast(at) ? sql`join side_state h on h.side_id = s.id and ${heldOn(at.asOf)}` : sql``;
  return sql`
    select s.id, s.commitment_id, s.party_id, s.position, ${columnsAt(at, 's', tracked.side)}
    from commitment_side s ${history}
    where s.agreement_id = ${at.agreementId}`;
}

/** What the history keeps, by the names of today's columns. */
function columnsAt(at: ReadAt, own: 'c' | 's', rows: readonly Tracked[]): RawBuilder<unknown> {
  const columns = keptBy(rows).map(({ column, type, history, elsewhere }) => {
    if (!isPast(at)) return elsewhere ? `null::${type} as ${column}` : `${own}.${column}`;
    const asToday = history === 'joined later' && !elsewhere;
    return asToday ? `coalesce(h.${column}, ${own}.${column}) as ${column}` : `h.${column}`;
  });
  return sql.raw(columns.join(', '));
}

export const isPast = ({ asOf, today }: ReadAt) => asOf < today;

/** Rows kept before a commitment had a day of its own do not have it: there it is the latest of the sides' as they stood. */
function doneDayHeldOn(day: Day): RawBuilder<unknown> {
  return sql`case when h.status = 'completed' then coalesce(h.done_on, (
    select max(t.completed_on) from commitment_side s join side_state t on t.side_id = s.id and t.validity @> ${endOf(day)}
    where s.commitment_id = c.id)) end`;
}

/** At the last instant of a day in Việt Nam. */
function heldOn(day: Day): RawBuilder<unknown> {
  return sql`h.validity @> ${endOf(day)}`;
}

export const endOf = (day: Day) => sql`${new Date(instantOf(addDays(day, 1)).getTime() - 1)}::timestamptz`;
