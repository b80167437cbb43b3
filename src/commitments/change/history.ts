import { sql, type RawBuilder } from 'kysely';
import { keptBy, tracked, type Tracked } from './tracked.js';

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
  at: Date;
}

/**
 * CTEs that close the present row of a history and open the next one where anything in it changed, or there is none yet, so
 * that any figure can be asked as of any instant.
 */
export function recorded({ name, table, key, rows }: History, { present, at }: Recording) {
  // Names are ours, never input.
  const [changed, closed, opened] = ['changed', 'closed', 'opened'].map((part) => sql.raw(`${name}_${part}`));
  const [state, owner] = [sql.raw(table), sql.raw(key)];
  const columns = keptBy(rows).map(({ column }) => column);
  const kept = sql.raw(columns.join(', '));
  const of = (alias: string) => sql.raw(columns.map((column) => `${alias}.${column}`).join(', '));
  // A microsecond at least, so that two changes in one instant keep their order and no range is empty.
  return sql`
    ${changed} as (
      select o.id as owner_id, s.id as state_id,
        coalesce(greatest(${at}::timestamptz, lower(s.validity) + interval '1 microsecond'), ${at}::timestamptz) as since, ${of('o')}
      from (${present}) o
      left join lateral (select * from ${state} t where t.${owner} = o.id and upper_inf(t.validity) limit 1) s on true
      where s.id is null or (${of('s')}) is distinct from (${of('o')})
    ), ${closed} as (
      update ${state} s set validity = tstzrange(lower(s.validity), c.since)
      from ${changed} c where s.id = c.state_id returning s.id
    ), ${opened} as (
      insert into ${state} (${owner}, validity, ${kept})
      select owner_id, tstzrange(since, null), ${kept} from ${changed}
      where state_id is null or state_id in (select id from ${closed}))`;
}
