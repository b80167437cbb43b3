import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '../../src/platform/database.js';
import { freshDatabase, onServer, type FreshDatabase } from './database.js';
import { lastMigrationOf010 } from './release-0-1-0.js';

/** A database as 0.1.0 made it: empty, with its tables. @param last the last migration of another version */
export async function databaseOf010(last = lastMigrationOf010): Promise<FreshDatabase> {
  const database = await freshDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await onServer(async (client) => {
    await client.query(`drop database ${name}`);
    await client.query(`create database ${name}`);
  });
  const orm = await MikroORM.init({ ...ormOptions(database.url, [], { poolSize: 1 }), logger: () => {} });
  try {
    await orm.migrator.up({ to: last });
  } finally {
    await orm.close(true);
  }
  return database;
}
