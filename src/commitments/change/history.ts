import { sql, type RawBuilder } from 'kysely';
import { joinedLaterTo, keptBy, tracked, type Tracked } from './tracked.js';

interface History {
  /** Of the CTEs, to tell two histories in one statement apart. */
  name: string;
  table: string;
  key: string;
  rows: readonly Tracked[];
}

export const historyOfCommitment: History = {
  name: 'whole',
  table: 'commitment_state',
  key: 'commitment_id',
  rows: tracked.commitment,
};
export const historyOfSides: History = {
  name: 'each_side',
  table: 'side_state',
  key: 'side_id',
  rows: tracked.side,
};

interface Recording {
  /** A query with `id` and the kept columns as they are from now on. */
  present: RawBuilder<unknown>;
  /** Where a column changes that joined the history later: a query with `id` and these columns as they were. */
  was?: RawBuilder<unknown>;
  at: Date;
}

/**
 * CTEs that close the present row of a history and open the next one where anything in it changed, or there is none yet, so
 * that any figure can be asked as of any instant.
 */
export function recorded(history: History, { present, was, at }: Recording): RawBuilder<unknown> {
  const { table, key, rows } = history;
  const [changed, closed, opened] = ctes(history, 'changed', 'closed', 'opened');
  const [state, owner] = [sql.raw(table), sql.raw(key)];
  const columns = keptBy(rows).map(({ column }) => column);
  const kept = sql.raw(columns.join(', '));
  const of = (alias: string) => sql.raw(columns.map((column) => `${alias}.${column}`).join(', '));
  const earlier = was && writtenDown(history, was);
  // A microsecond at least, so that two changes in one instant keep their order and no range is empty.
  return sql`
    ${changed} as (
      select o.id as owner_id, s.id as state_id,
        coalesce(greatest(${at}::timestamptz, lower(s.validity) + interval '1 microsecond'), ${at}::timestamptz) as since, ${of('o')}
      from (${present}) o
      left join lateral (select * from ${state} t where t.${owner} = o.id and upper_inf(t.validity) limit 1) s on true
      where s.id is null or (${of('s')}) is distinct from (${of('o')})
    ), ${earlier?.ctes ?? sql``} ${closed} as (
      update ${state} s set validity = tstzrange(lower(s.validity), c.since) ${earlier?.assignments ?? sql``}
      from ${changed} c ${earlier?.join ?? sql``} where s.id = c.state_id returning s.id
    ), ${opened} as (
      insert into ${state} (${owner}, validity, ${kept})
      select owner_id, tstzrange(since, null), ${kept} from ${changed}
      where state_id is null or state_id in (select id from ${closed}))`;
}

/** Rows that say "as today" are told what that was, before it is something else. */
function writtenDown(history: History, was: RawBuilder<unknown>) {
  const { table, key, rows } = history;
  const [before, filled] = ctes(history, 'was', 'filled');
  const columns = joinedLaterTo(rows).map(({ column }) => column);
  const set = sql.raw(columns.map((column) => `${column} = coalesce(s.${column}, w.${column})`).join(', '));
  const missing = sql.raw(columns.map((column) => `s.${column} is null`).join(' or '));
  return {
    assignments: sql`, ${set}`,
    join: sql`join ${before} w on w.id = c.owner_id`,
    ctes: sql`${before} as (${was}), ${filled} as (
      update ${sql.raw(table)} s set ${set} from ${before} w
      where s.${sql.raw(key)} = w.id and not upper_inf(s.validity) and (${missing})), `,
  };
}

function ctes<const Parts extends string[]>({ name }: History, ...parts: Parts) {
  return parts.map((part) => sql.raw(`${name}_${part}`)) as { [Key in keyof Parts]: RawBuilder<unknown> };
}
