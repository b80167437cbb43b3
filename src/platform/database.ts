import { Logger } from '@nestjs/common';
import { defineConfig, MikroORM, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg, { type Pool } from 'pg';
import { PlanningOnce } from './planning-once.js';
import { migrations } from '../../migrations/index.js';

export interface PoolOptions {
  /** Connections at most. */
  poolSize?: number;
  onPool?: (pool: Pool) => void;
}

/** How every part of the program reaches PostgreSQL. The entities are handed in: the platform knows no feature. */
export function ormOptions(
  url: string,
  entities: Options['entities'],
  { poolSize = 10, onPool }: PoolOptions = {},
): Options {
  return defineConfig({
    clientUrl: url,
    logger: (message) => new Logger('database').warn(message),
    colors: false,
    entities,
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    // Instants are kept as timestamptz; days are plain dates and never cross a time zone.
    forceUtcTimezone: true,
    pool: { min: 1, max: poolSize },
    driverOptions: { Client: PlanningOnce, onPoolCreated: onPool },
    migrations: {
      migrationsList: migrations,
      tableName: 'schema_migration',
      snapshot: false,
      transactional: true,
    },
  });
}

/** Brings a database to the newest schema. Safe to call from several processes at once: they take turns. */
export async function migrateDatabase(url: string): Promise<void> {
  const orm = await MikroORM.init({ ...ormOptions(url, [], { poolSize: 2 }), logger: () => {} });
  const turn = new pg.Client({ connectionString: url });
  try {
    await turn.connect();
    await turn.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await orm.migrator.up();
  } finally {
    await turn.end();
    await orm.close(true);
  }
}

const MIGRATION_LOCK = 2016_2019;
