import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { verifyAudit } from '../src/audit/audit-verification.js';
import { ormOptions } from '../src/platform/database.js';
import { migrateDatabase } from '../src/platform/migrate.js';
import type { FreshDatabase } from './support/database.js';
import { databaseOf010 } from './support/database-0-1-0.js';
import { connected } from './support/processes.js';
import { dataOf010 } from './support/release-0-1-0.js';

jest.setTimeout(60_000);

/** Declared by both sides on 20/11, in time; confirmed on 3/12, after the deadline: what an older version called completed late. */
const completedThen = `
  update commitment set due_precision = 'date', due_value = '2019-11-25', due_on = '2019-11-25', original_precision = 'date',
    original_value = '2019-11-25', status = 'completed', percent = 100, completed_on = '2019-12-03';
  update commitment_side set status = 'completed', percent = 100, completed_on = case id when 1 then '2019-11-19'::date else '2019-11-20' end,
    completion_declared_at = case id when 1 then '2019-11-19T03:00Z'::timestamptz else '2019-11-20T03:00Z' end,
    completion_confirmed_at = '2019-12-03T02:00Z', updated_at = '2019-11-20T03:00Z';
  update commitment_state set validity = tstzrange(lower(validity), '2019-12-03T02:00Z');
  insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, completed_on, differs, extensions)
    values (1, tstzrange('2019-12-03T02:00Z', null), 'completed', 100, 'date', '2019-11-25', '2019-11-25', '2019-12-03', false, 0);
  update side_state set validity = tstzrange(lower(validity), '2019-11-20T03:00Z');
  insert into side_state (side_id, validity, lead_body_id, status, percent, completed_on, completion_declared_at)
    select id, tstzrange('2019-11-20T03:00Z', '2019-12-03T02:00Z'), lead_body_id, status, percent, completed_on, completion_declared_at from commitment_side;
  insert into side_state (side_id, validity, lead_body_id, status, percent, completed_on, completion_declared_at, completion_confirmed_at)
    select id, tstzrange('2019-12-03T02:00Z', null), lead_body_id, status, percent, completed_on, completion_declared_at, completion_confirmed_at
    from commitment_side;
  insert into commitment_event (commitment_id, agreement_id, at, day, kind, data) values (1, 1, '2019-12-03T02:00Z', '2019-12-03', 'completed', '{}');
  insert into progress_update (commitment_id, side_id, user_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
    values (1, 1, 1, '{"vi": "Sở", "en": "Dept"}', '2019-11-19T03:00Z', '2019-11-19', 'completed', 100, 'r', '', '', '');
  insert into audit_entry (at, kind, actor, subject, data) values ('2019-12-03T02:00Z', 'commitment.completed', null, '1.01', '{}');
`;
const statements = ['progress_update', 'commitment_event', 'commitment_state', 'side_state', 'audit_entry'];

describe('the day it was done, where it was completed before that day was kept', () => {
  let database: FreshDatabase;
  let client: Client;
  let orm: MikroORM;
  beforeAll(async () => {
    database = await databaseOf010('Migration20261129100200_products');
    client = await connected(database.url);
    await client.query(dataOf010);
    await client.query(completedThen);
    orm = await MikroORM.init({ ...ormOptions(database.url, [], { poolSize: 1 }), logger: () => {} });
  });
  afterAll(async () => {
    await orm?.close(true);
    await client?.end();
    await database?.drop();
  });

  /** Where each row lies, and who wrote it last: both change where a row is written again. */
  const written = async () => {
    const rows: unknown[] = [];
    for (const table of statements)
      rows.push(
        (await client.query(`select '${table}' as of, ctid::text, xmin::text from ${table} order by ctid`))
          .rows,
      );
    return rows;
  };

  it('follows from the sides’ days, while no statement, history or audit entry is written again', async () => {
    // Linked in the commit, as versions did that had no sealer.
    const chain = await client.query<{ seq: number; hash: string }>(
      `select seq::integer as seq, encode(hash, 'hex') as hash from audit_chain order by seq`,
    );
    expect(chain.rows).toHaveLength(1);
    const before = await written();
    await migrateDatabase(database.url);
    expect(await written()).toEqual(before);
    expect(await verifyAudit(orm.em.fork())).toEqual({ rows: 1, head: chain.rows[0], faults: [] });
    const { rows } = await client.query(`select c.done_on::text as done, c.completed_on::text as confirmed,
      timeliness(c.status, c.due_on, c.done_on, '2020-01-01') as now, timeliness(c.status, c.due_on, c.completed_on, '2020-01-01') as was
      from commitment c`);
    expect(rows).toEqual([
      { done: '2019-11-20', confirmed: '2019-12-03', now: 'completed_on_time', was: 'completed_late' },
    ]);
  });

  it('charges the wait for the confirmation to the leaders', async () => {
    const { rows } = await client.query(`
      select side_id as side, role, (lower(validity) at time zone 'Asia/Ho_Chi_Minh')::date::text as from,
        (upper(validity) at time zone 'Asia/Ho_Chi_Minh')::date::text as until from turn_spell where kind = 'part' order by side_id, lower(validity)`);
    expect(rows).toEqual(
      [1, 2].flatMap((side) => [
        { side, role: 'lead_body', from: '2019-06-21', until: '2019-11-20' },
        { side, role: 'leader', from: '2019-11-20', until: '2019-12-03' },
      ]),
    );
  });
});
