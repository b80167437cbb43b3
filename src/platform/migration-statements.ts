import { MikroORM } from '@mikro-orm/postgresql';
import { migrations } from '../../migrations/index.js';
import { ormOptions } from './database.js';

/** Names of the migrations that this program has, in the order in which they run. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/**
 * The statements of each migration by its name, in order, for who has to run them in a transaction of their own, beside others.
 * Makes the table in which those that ran are noted, where it is not there.
 */
export async function migrationStatements(url: string): Promise<Map<string, string[]>> {
  const orm = await MikroORM.init({ ...ormOptions(url, [], { poolSize: 1 }), logger: () => {} });
  try {
    await orm.migrator.getExecuted();
    const statements = new Map<string, string[]>();
    for (const Migration of migrations) {
      const migration = new Migration(orm.driver, orm.config);
      migration.up();
      statements.set(Migration.name, migration.getQueries().map(String));
    }
    return statements;
  } finally {
    await orm.close(true);
  }
}
