import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';

describe('a statement that keeps coming back', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
  });
  afterAll(() => db.close());

  it('is planned once a connection, whatever its values', async () => {
    await db.em.fork().transactional(async (em) => {
      const one = em.getKysely();
      await sql`prepare planned_once (integer) as select count(*) from commitment where id > $1`.execute(one);
      for (let id = 0; id < 12; id += 1) await sql.raw(`execute planned_once (${id})`).execute(one);
      const { rows } = await sql<{ kept: number; anew: number }>`
        select generic_plans::integer as kept, custom_plans::integer as anew from pg_prepared_statements where name = 'planned_once'`.execute(
        one,
      );
      expect(rows).toEqual([{ kept: 12, anew: 0 }]);
    });
  });
});
