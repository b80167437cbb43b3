import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../../test/support/orm.js';
import { AccountHousekeeping } from './housekeeping.js';

describe('the housekeeping of accounts', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
    await sql`
      insert into app_user (email, name, role, created_at) values ('a@x.example', '{"vi": "A", "en": "A"}', 'admin', now());
      `.execute(db.em.getKysely());
    const hash = (n: number) => sql`decode(repeat(${`0${n}`}, 32), 'hex')`;
    const user = sql`(select id from app_user)`;
    for (const [n, ends] of [
      [1, '-1 minute'],
      [2, '1 hour'],
    ] as const) {
      const times = sql`now() - interval '2 days', now() + ${ends}::interval`;
      await sql`insert into session (token_hash, user_id, csrf_secret, created_at, expires_at) values (${hash(n)}, ${user}, 'x', ${times})`.execute(
        db.em.getKysely(),
      );
      await sql`insert into access_token (token_hash, user_id, name, created_at, expires_at) values (${hash(n)}, ${user}, 'x', ${times})`.execute(
        db.em.getKysely(),
      );
    }
    for (const age of ['25 hours', '10 minutes'])
      for (const table of ['sign_in_failure', 'reset_request'])
        await sql`insert into ${sql.table(table)} (email_hash, address, at) values (${hash(3)}, '127.0.0.1', now() - ${age}::interval)`.execute(
          db.em.getKysely(),
        );
  });
  afterAll(() => db?.close());

  it('deletes what has expired and no longer counts, and nothing else', async () => {
    const gone = await new AccountHousekeeping(db.em).run();
    const one = { session: 1, access_token: 1, sign_in_failure: 1, reset_request: 1 };
    expect(gone).toEqual({ ...one, half_session: 0 });
    for (const table of Object.keys(one)) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::integer as n from ${sql.table(table)}`.execute(db.em.getKysely());
      expect([table, rows[0]!.n]).toEqual([table, 1]);
    }
  });

  it('finds nothing when it comes again', async () => {
    const again = await new AccountHousekeeping(db.em).run();
    expect(Object.values(again)).toEqual([0, 0, 0, 0, 0]);
  });
});
