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

/**
 * How long a connection without work stays open. A new one plans each of our statements first, which takes longer than to carry it out: in an office where
 * somebody reads a page now and then, each would be read on a new one.
 */
const IDLE_MS = 5 * 60_000;

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
    driverOptions: {
      Client: PreparedStatementClient,
      onPoolCreated: onPool,
      lock_timeout: lockTimeoutMs,
      idleTimeoutMillis: IDLE_MS,
      // What is between may forget a connection on which nothing is said.
      keepAlive: true,
    },
    migrations: {
      migrationsList: migrations,
      tableName: MIGRATION_TABLE,
      snapshot: false,
      transactional: true,
    },
  });
}
