import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type Kysely } from 'kysely';

/**
 * Reads by a plan that the connection keeps, whatever the values: for statements that take longer to plan than to carry out, and that a worker
 * asks again and again. PostgreSQL by itself would plan them anew each time, since it takes a plan without values for the worse.
 */
export function withKeptPlan<T>(em: EntityManager, read: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  return em.fork().transactional(async (own) => {
    const db = own.getKysely() as unknown as Kysely<unknown>;
    await sql`set local plan_cache_mode = force_generic_plan`.execute(db);
    return read(db);
  });
}
