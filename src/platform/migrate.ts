import { MikroORM } from '@mikro-orm/postgresql';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { MIGRATION_TABLE, ormOptions } from './database.js';

/** The schema is not what this program needs, and the account may not change it. */
export class SchemaTooOld extends Error {}

/** Behind a statement that waits for a lock every other one waits too: it gives up soon, and tries again later. */
const LOCK_TIMEOUT_MS = 3_000;
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS_MS = 2_000;
/** Held by whoever migrates. */
const TURN = 2016_2019;

const names = migrations.map(({ name }) => name);

/**
 * Brings a database to the newest schema, all of it or nothing. Safe to call from several processes at once, which take
 * turns, and while an older version of the program serves. A schema that is newer than the program is left as it is.
 * @param say told when this waits, and for what
 * @returns the names of the migrations that were run
 * @throws SchemaTooOld where the account may not change the schema
 */
export async function migrateDatabase(
  url: string,
  say: (line: string) => void = () => {},
): Promise<string[]> {
  const turn = new pg.Client({ connectionString: url });
  try {
    await turn.connect();
    // Needs no right but to read: an account that may not change the schema can start a program that fits it.
    if ((await missing(turn)).length === 0) return [];
    await takeTurn(turn, say);
    const left = await missing(turn);
    if (left.length > 0) await migrate(url, left, say);
    return left;
  } finally {
    await turn.end();
  }
}

async function missing(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass($1) is not null as there`,
    [MIGRATION_TABLE],
  );
  if (!found[0]!.there) return names;
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATION_TABLE}`);
  const run = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !run.has(name));
}

/** Until this connection ends no other process migrates: one that starts waits. */
export async function takeTurn(client: pg.Client, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [TURN]);
  if (rows[0]!.mine) return;
  say('Another process is migrating the database; waiting for it.');
  await client.query('select pg_advisory_lock($1)', [TURN]);
}

async function migrate(url: string, left: string[], say: (line: string) => void): Promise<void> {
  const options = ormOptions(url, [], { poolSize: 2, lockTimeoutMs: LOCK_TIMEOUT_MS });
  const orm = await MikroORM.init({ ...options, logger: () => {} });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await orm.migrator.up();
        return;
      } catch (error) {
        const code = codeOf(error);
        if (code === '42501') throw tooOld(left);
        if (code !== '55P03' || attempt === ATTEMPTS) throw error;
        say(`A table is locked by another connection; trying to migrate again (${attempt} of ${ATTEMPTS}).`);
        await pause(BETWEEN_ATTEMPTS_MS);
      }
    }
  } finally {
    await orm.close(true);
  }
}

function tooOld(left: string[]): SchemaTooOld {
  return new SchemaTooOld(
    `The database is older than this program: ${left.length} migrations are missing, the first is ${left[0]}. ` +
      'The account in DATABASE_URL may not change the schema. Run `npm run cli -- migrate` once with the DATABASE_URL of the tables’ ' +
      'owner (older processes can keep serving), then start again.',
  );
}

/** Of the error, or of what caused it. */
function codeOf(error: unknown): string | undefined {
  for (let at = error as { code?: string; cause?: unknown } | undefined; at; at = at.cause as typeof at) {
    if (typeof at.code === 'string') return at.code;
  }
  return undefined;
}
