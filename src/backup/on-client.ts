import type { EntityManager } from '@mikro-orm/postgresql';
import { Kysely, PostgresDialect } from 'kysely';
import type { Client, PoolClient } from 'pg';

/** What reads and writes by an entity manager, on this one connection and in its transaction. */
export function onClient(client: Client): EntityManager {
  const connection = { query: client.query.bind(client), release: () => {} } as unknown as PoolClient;
  const pool = { connect: async () => connection, end: async () => {}, options: {} };
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { getKysely: () => db } as unknown as EntityManager;
}
