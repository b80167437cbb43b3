import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * Closes the present row of history and opens the next one where anything in it changed, for a commitment and
 * each of its sides, so that any figure can be asked as of any instant. Runs after the flush.
 */
export async function recordStates(em: EntityManager, commitment: { id: number }, at: Date): Promise<void> {
  for (const { owner, state, key, filter, columns } of histories) {
    const kept = sql.join(columns.map((column) => sql.ref(column)));
    const of = (alias: string) => sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)));
    // A microsecond at least, so that two changes in one instant keep their order and no range is empty.
    await sql`
      with changed as (
        select o.id as owner_id, s.id as state_id,
          coalesce(greatest(${at}::timestamptz, lower(s.validity) + interval '1 microsecond'), ${at}::timestamptz) as since, ${of('o')}
        from ${sql.table(owner)} o
        left join ${sql.table(state)} s on s.${sql.ref(key)} = o.id and upper_inf(s.validity)
        where ${sql.ref(`o.${filter}`)} = ${commitment.id} and (s.id is null or (${of('s')}) is distinct from (${of('o')}))
      ), closed as (
        update ${sql.table(state)} s set validity = tstzrange(lower(s.validity), c.since)
        from changed c where s.id = c.state_id returning s.id
      )
      insert into ${sql.table(state)} (${sql.ref(key)}, validity, ${kept})
      select owner_id, tstzrange(since, null), ${kept} from changed
      where state_id is null or state_id in (select id from closed)`.execute(em.getKysely());
  }
}

/** What the history keeps of a commitment, and of a side; reading as of a day takes these from it. */
export const keptOfCommitment = [
  ...[
    'status',
    'percent',
    'due_precision',
    'due_value',
    'due_on',
    'completed_on',
    'differs',
    'differs_since',
  ],
  'extensions',
];
export const keptOfSide = [
  ...[
    'lead_body_id',
    'status',
    'percent',
    'completed_on',
    'completion_declared_at',
    'completion_confirmed_at',
  ],
  ...['returned_at', 'updated_at', 'plan_confirmed_at'],
];

const histories = [
  {
    owner: 'commitment',
    state: 'commitment_state',
    key: 'commitment_id',
    filter: 'id',
    columns: keptOfCommitment,
  },
  {
    owner: 'commitment_side',
    state: 'side_state',
    key: 'side_id',
    filter: 'commitment_id',
    columns: keptOfSide,
  },
];
