import { sql, type RawBuilder } from 'kysely';
import { chasedTimes, timesChased } from '../../ledger/chases.sql.js';
import { addDays, instantOf, type Day } from '../../platform/clock.js';
import type { OwnReader } from '../submitted/readers.js';
import { keptBy, tracked, type Tracked } from '../change/tracked.js';
import { ofCommitment, ofSide, standing } from './standing.sql.js';

/** What read models rest on: which agreement, as of which day, by what had been entered up to the end of which day, and today. */
export interface ReadAt {
  agreementId: number | RawBuilder<number>;
  asOf: Day;
  /** At most today, and not before `asOf` where that is past. */
  knownAt: Day;
  today: Day;
  /** Where only some of its commitments are looked at: their ids. */
  only?: readonly number[];
  /** Who also reads what a side keeps to itself until its coordinator has accepted it; where it is left out, nobody does. */
  ownReader?: OwnReader;
  /** Whether these also read what leaders of a side have directed, as what waits: by lists, figures and reminders it does not. */
  withDirectives?: boolean;
}

/**
 * The commitments of an agreement as they stood at the end of a day: the tables themselves for today, the kept
 * history for a day before, and over it the completions that stand by what was known later (see standing.sql.ts). Columns as in the
 * table, with `timeliness`, `count_group` and `reminders`, the times chased: counted row by row where few rows are shown, in one
 * go where all are looked at.
 */
export function commitmentsAt(
  at: ReadAt,
  chased: 'row by row' | 'in one go' = 'row by row',
): RawBuilder<unknown> {
  const { asOf } = at;
  const inOneGo = chased === 'in one go';
  const own = sql`select id from commitment where agreement_id = ${at.agreementId}`;
  const all = sql`left join ${chasedTimes(asOf, own)} chased on chased.commitment_id = c.id`;
  return sql`
    select c.*, timeliness(c.status, c.due_on, c.done_on, ${asOf}::date), count_group(c.status, c.due_on, c.done_on, ${asOf}::date),
      ${inOneGo ? sql`coalesce(chased.times, 0)` : timesChased(sql`c.id`, asOf)} as reminders
    from (${statesAt(at)}) c ${inOneGo ? all : sql``}`;
}

function statesAt(at: ReadAt): RawBuilder<unknown> {
  return sql`
    select c.id, c.agreement_id, c.sector_id, c.code, c.position, c.search, c.version, c.created_at, c.due_version,
      c.original_precision, c.original_value, ${columnsAt(at, commitments)}
    from commitment c ${rowsHeld(at, commitments)}
    where c.agreement_id = ${at.agreementId}${among(at, sql`c.id`)}`;
}

/**
 * The sides of an agreement's commitments as they stood at the end of a day, likewise; `cooperating` is null where it is as
 * in its table today (see cooperating.sql.ts).
 */
export function sidesAt(at: ReadAt): RawBuilder<unknown> {
  return sql`
    select s.id, s.commitment_id, s.party_id, s.position, s.lead_left_open, ${columnsAt(at, sides)}
    from commitment_side s ${rowsHeld(at, sides)}
    where s.agreement_id = ${at.agreementId}${among(at, sql`s.commitment_id`)}`;
}

const among = ({ only }: ReadAt, id: RawBuilder<unknown>) =>
  only === undefined ? sql`` : sql` and ${id} = any(${[...only]}::integer[])`;

/** A table and its history: `h` is the row held on the day of the figures, `k` the one known later. */
const commitments = {
  own: 'c',
  table: 'commitment_state',
  key: 'commitment_id',
  rows: tracked.commitment as readonly Tracked[],
  completion: ofCommitment,
};
const sides: typeof commitments = {
  own: 's',
  table: 'side_state',
  key: 'side_id',
  rows: tracked.side,
  completion: ofSide,
};

/** Of a day before today, what was held then; and where later days of the history count too, what was held on the last of them. */
function rowsHeld(at: ReadAt, { own, table, key }: typeof commitments): RawBuilder<unknown> {
  const row = (alias: string, day: Day) =>
    sql`join ${sql.table(table)} ${sql.raw(alias)} on ${sql.ref(`${alias}.${key}`)} = ${sql.ref(`${own}.id`)}
      and ${sql.ref(`${alias}.validity`)} @> ${endOf(day)}`;
  if (!isPast(at)) return sql``;
  return sql`${row('h', at.asOf)} ${isFromHistory(at) ? row('k', at.knownAt) : sql``}`;
}

/** What the history keeps, by the names of today's columns. */
function columnsAt(at: ReadAt, of: typeof commitments): RawBuilder<unknown> {
  const { own, rows, completion } = of;
  const columns = keptBy(rows).map(({ column, type, history, elsewhere }) => {
    if (!isPast(at)) return elsewhere ? sql.raw(`null::${type} as ${column}`) : sql.ref(`${own}.${column}`);
    const asToday = history === 'joined later' && !elsewhere;
    const then = asToday ? sql.raw(`coalesce(h.${column}, ${own}.${column})`) : dayOr('h', column, at.asOf);
    const alias = isFromHistory(at) ? 'k' : own;
    const done = dayOr(alias, completion.day, at.knownAt);
    const value = at.knownAt > at.asOf ? standing(completion, column, then, { alias, done }, at.asOf) : then;
    return sql`${value} as ${sql.ref(column)}`;
  });
  return sql.join(columns);
}

export const isPast = ({ asOf, today }: ReadAt) => asOf < today;

/** Whether what was known later is itself past; if not, it stands in the tables. */
const isFromHistory = ({ asOf, knownAt, today }: ReadAt) => asOf < knownAt && knownAt < today;

/** As it was held on the day, and by nothing that is known later. */
export const asHeld = (at: ReadAt): ReadAt => ({ ...at, knownAt: at.asOf });

/** Rows kept before a commitment had a day of its own do not have it: there it is the latest of the sides' as they stood. */
function dayOr(alias: string, column: string, day: Day): RawBuilder<unknown> {
  const own = sql.ref(`${alias}.${column}`);
  if (column !== ofCommitment.day || (alias !== 'h' && alias !== 'k')) return own;
  return sql`case when ${sql.ref(`${alias}.status`)} = 'completed' then coalesce(${own}, (
    select max(t.completed_on) from commitment_side s join side_state t on t.side_id = s.id and t.validity @> ${endOf(day)}
    where s.commitment_id = c.id)) end`;
}

/** Whether something had happened by the end of a day; always, where none is named. */
export function byEndOf(day: Day | undefined): (instant: RawBuilder<unknown>) => RawBuilder<boolean> {
  return (instant) => (day === undefined ? sql<boolean>`true` : sql<boolean>`${instant} <= ${endOf(day)}`);
}

/** The last instant of a day in Việt Nam. */
export const endOf = (day: Day) => sql`${new Date(instantOf(addDays(day, 1)).getTime() - 1)}::timestamptz`;
