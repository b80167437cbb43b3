import { Logger } from '@nestjs/common';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { Pool } from 'pg';
import { PreparedStatementClient } from './prepared-statement-client.js';
import { migrations } from '../../migrations/index.js';

export interface PoolOptions {
  /** Connections at most. */
  poolSize?: number;
  onPool?: (pool: Pool) => void;
  /** How long a statement waits for a lock before it gives up; without, as the database has it. */
  lockTimeoutMs?: number;
}

export const MIGRATION_TABLE = 'schema_migration';

/** How every part of the program reaches PostgreSQL. The entities are handed in: the platform knows no feature. */
export function ormOptions(
  url: string,
  entities: Options['entities'],
  { poolSize = 10, onPool, lockTimeoutMs }: PoolOptions = {},
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
    driverOptions: { Client: PreparedStatementClient, onPoolCreated: onPool, lock_timeout: lockTimeoutMs },
    migrations: {
      migrationsList: migrations,
      tableName: MIGRATION_TABLE,
      snapshot: false,
      transactional: true,
    },
  });
}
