import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { migrations } from '../migrations/index.js';
import { ormOptions } from '../src/platform/database.js';
import { migrateDatabase, SchemaTooOld } from '../src/platform/migrate.js';
import { databaseOf010 } from './support/database-0-1-0.js';
import { freshDatabase, urlFor, type FreshDatabase } from './support/database.js';
import { hazardsOf, tablesMadeBy } from './support/migration-hazards.js';
import { connected, startProcess, startReady } from './support/processes.js';
import { dataOf010, lastMigrationOf010, workOf010 } from './support/release-0-1-0.js';

jest.setTimeout(90_000);

const released = migrations.findIndex(({ name }) => name === lastMigrationOf010) + 1;
const newer = migrations.slice(released);

/** Looked at by hand: what is done there, and why the older version does not mind. */
const reviewed: Record<string, string> = {
  'Migration20261125090800_revision: adds a trigger: commitment_event':
    'raises the revision once more at the commit; 0.1.0 asks only whether it rose',
  'Migration20261125091000_access: builds an index while writers wait: session': 'some thousand rows at most',
  'Migration20261125091000_access: builds an index while writers wait: access_token': 'some hundred rows',
  'Migration20261125091000_access: builds an index while writers wait: sign_in_failure':
    'fifteen minutes of failures',
  'Migration20261125091000_access: builds an index while writers wait: body': 'some hundred rows',
  'Migration20261125091000_access: adds a trigger: body':
    'refuses circles only, which 0.1.0 refuses in its import too',
  'Migration20261125094000_evidence: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261125094000_evidence: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261128100400_parents_and_proofs: builds an index while writers wait: access_token':
    'no row has a parent yet',
  'Migration20261128100600_report_periods: builds an index while writers wait: progress_update':
    'a report a side and month; a hundred thousand take less than a second',
  'Migration20261128100600_report_periods: adds a trigger: progress_update':
    'gives a report of 0.1.0, which knows no periods, the one that the rule says',
  'Migration20261128100600_report_periods: forbids null in a column: progress_update':
    'that trigger comes before',
  'Migration20261129100100_calendar_documents: changes rows: calendar_year':
    'the source of two years at most',
  'Migration20261129100200_products: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261129100200_products: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261129100200_products: changes rows: commitment_side':
    'the 88 parts of the notice, in a column of which 0.1.0 knows nothing',
  'Migration20261129200100_day_done: adds a trigger: commitment':
    'gives a completion of 0.1.0, which knows no such day, the latest of its sides',
  'Migration20261129200100_day_done: changes rows: commitment':
    'those completed, in a column of which 0.1.0 knows nothing',
  'Migration20261129200100_day_done: adds a constraint that every row is read for: commitment':
    'one pass over the commitments; a hundred thousand take less than a second',
  'Migration20261129200300_matters: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261129200300_matters: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261129201000_undated: adds a constraint that every row is read for: extension_request':
    'an extension asked for is a row; some thousand take a few milliseconds',
  'Migration20261129201000_undated: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261129201000_undated: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261129200400_turns: adds a trigger: side_state':
    'keeps whose turn it was, in a table of which 0.1.0 knows nothing',
  'Migration20261129202000_reminders_by_turn: drops a constraint: reminder_rule':
    'put back wider in the same statement',
  'Migration20261129202000_reminders_by_turn: adds a constraint that every row is read for: reminder_rule':
    'five rows',
  'Migration20261128100820_rule_on_the_day: changes rows: reminder_rule': 'the name of one rule of five',
  'Migration20261128100800_codes_in_order: changes rows: commitment':
    'only in agreements whose codes are out of order; 0.1.0 reads no more from a place than the order',
  'Migration20261202040100_webhooks: adds a trigger: commitment_event':
    'writes what is owed to webhooks into a table of which the older version knows nothing; no rows while there are none',
  'Migration20261130001000_directives: adds a trigger: commitment_state':
    'ends directives, of which 0.1.0 has none',
  'Migration20261130005000_sides_by_agreement: builds an index while writers wait: commitment_side':
    'one pass over a small column; two million sides take some two seconds',
  'Migration20261130210000_first_of_agreement: builds an index while writers wait: commitment':
    'one pass over two small columns; a million take less than a second',
  'Migration20261130004000_chases_kept_at_once: adds a trigger: reminder':
    'in the place of the one that asked of each row by itself, in the same transaction',
  'Migration20261130004000_chases_kept_at_once: drops a function, type or index':
    'called by the triggers that it replaces and by nothing else; 0.1.0 has none of them',
  'Migration20261130024000_audit_sealer: drops a function, type or index':
    'of the trigger that it replaces in the same transaction; 0.1.0 has no audit log, and later versions only append to it',
  'Migration20261130000100_chases_kept: adds a trigger: reminder':
    'keeps with a row that goes out whether it is a chase, in a column of which 0.1.0 knows nothing',
  'Migration20261130000100_chases_kept: changes rows: reminder':
    'those sent by a rule that chases, in that column; a tenth of a millisecond each',
  'Migration20261130000100_chases_kept: builds an index while writers wait: reminder': 'of the chases only',
  'Migration20261129236000_ledger_by_day: builds an index while writers wait: digest':
    'a row a mail; a hundred thousand take less than a second',
  'Migration20261129236000_ledger_by_day: builds an index while writers wait: reminder':
    'one pass; only what was not told is in it',
  'Migration20261129222000_report_review: builds an index while writers wait: progress_update':
    'no row corrects another yet; a hundred thousand are passed over in less than a second',
  'Migration20261129222100_report_waits: drops a constraint: reminder_rule':
    'put back wider in the same statement',
  'Migration20261129222100_report_waits: adds a constraint that every row is read for: reminder_rule':
    'seven rows',
  'Migration20261129230000_rule_sets: drops a constraint: reminder_rule':
    'put back wider in the same statement',
  'Migration20261129230000_rule_sets: adds a constraint that every row is read for: reminder_rule':
    'eight rows',
  'Migration20261129230000_rule_sets: changes rows: reminder_rule':
    'the same eight, in columns of which an older version knows nothing',
  'Migration20261129203000_sector_leaders: adds a trigger: app_user':
    'raises the revision of agreements where the account is named in charge of a sector, which the older version never does',
  'Migration20261129221000_indicators: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261129221000_indicators: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261129232000_notice_mails: drops a constraint: reminder_rule':
    'the kinds are put back wider in the same statement; the others held for deadlines only, whose rules nobody changes',
  'Migration20261129232000_notice_mails: adds a constraint that every row is read for: reminder_rule':
    'a dozen rows',
  'Migration20261129232100_chases: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261129232100_chases: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261130003000_questions: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261130003000_questions: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261201010000_plans: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261201010000_plans: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261202010000_amendments: drops a constraint: commitment_event':
    'put back wider in the same statement',
  'Migration20261202010000_amendments: adds a constraint that every row is read for: commitment_event':
    'one pass over the events; a million take less than a second',
  'Migration20261129234020_told_for_each: drops a constraint: reminder':
    'put back in the same statement under the name that the older version speaks of; its rows are on nobody’s behalf',
  'Migration20261129234020_told_for_each: adds a constraint that every row is read for: reminder':
    'an index built in one pass over the ledger, which waits meanwhile',
  'Migration20261129231000_heads: adds a constraint that every row is read for: app_user':
    'some thousand accounts at most',
  'Migration20261201020000_search: adds a trigger: commitment':
    'keeps by what it is found, in a table of which the older version knows nothing',
  'Migration20261201020000_search: adds a trigger: progress_update':
    'keeps by what it is found, in a table of which the older version knows nothing',
  'Migration20261201020000_search: adds a trigger: commitment_side':
    'keeps by what it is found, in a table of which the older version knows nothing',
  'Migration20261129231000_heads: adds a trigger: app_user':
    'takes the mark of a head away with the role; the older version marks nobody',
};

describe('migrations since 0.1.0', () => {
  let orm: MikroORM;
  beforeAll(async () => {
    orm = await MikroORM.init({ ...ormOptions(urlFor('postgres'), []), logger: () => {} });
  });
  afterAll(() => orm?.close(true));

  const textOf = (made: (typeof migrations)[number]) => {
    const migration = new made(orm.driver, orm.config);
    migration.up();
    return migration
      .getQueries()
      .map((query) => (typeof query === 'string' ? query : (query as { sql: string }).sql))
      .join(';\n');
  };

  it('do nothing to tables in use that would disturb the older version, but what was looked at', () => {
    const known = new Set(migrations.slice(0, released).flatMap((made) => tablesMadeBy(textOf(made))));
    expect(known.size).toBeGreaterThan(20);
    const found = newer.flatMap((made) =>
      hazardsOf(textOf(made), (table) => known.has(table)).map((hazard) => `${made.name}: ${hazard}`),
    );
    expect(found.filter((hazard) => !(hazard in reviewed))).toEqual([]);
    expect(Object.keys(reviewed).filter((hazard) => !found.includes(hazard))).toEqual([]);
  });

  it.each([
    ['drop table commitment', 'drops a table or view: commitment'],
    ['alter table commitment drop column title', 'drops a column: commitment'],
    ['alter table commitment rename column title to name', 'renames: commitment'],
    ['alter table commitment rename to promise', 'renames: commitment'],
    ['alter table commitment alter column code type varchar(10)', 'changes a type: commitment'],
    ['alter table commitment alter search set not null', 'forbids null in a column: commitment'],
    [
      'alter table commitment add column x text not null',
      'adds a column without a default that may not be null: commitment',
    ],
    [
      'alter table commitment add column x uuid default gen_random_uuid()',
      'adds a column whose default rewrites the table: commitment',
    ],
    [
      'alter table commitment add constraint x check (percent < 100)',
      'adds a constraint that every row is read for: commitment',
    ],
    ['alter table commitment add unique (code)', 'adds a constraint that every row is read for: commitment'],
    ['create index on commitment (code)', 'builds an index while writers wait: commitment'],
    ['create unique index x on commitment (code)', 'builds an index while writers wait: commitment'],
    ['update commitment set percent = 0', 'changes rows: commitment'],
    ['delete from commitment', 'deletes rows: commitment'],
    ['truncate commitment', 'truncates: commitment'],
    ['lock table commitment in exclusive mode', 'locks a table: commitment'],
    [
      'create trigger x before insert on commitment for each row execute function f()',
      'adds a trigger: commitment',
    ],
    ['drop function timeliness', 'drops a function, type or index'],
    ['select 1; DROP INDEX x', 'drops a function, type or index'],
  ])('would be found out by %s', (sql, hazard) => {
    expect(hazardsOf(sql, (table) => table === 'commitment')).toContain(hazard);
  });

  it.each([
    'alter table commitment add column x text',
    "alter table commitment add column x text not null default 'a, b'",
    'alter table commitment add constraint x check (percent < 100) not valid',
    'alter table commitment alter column title drop not null',
    'create index concurrently on commitment (code)',
    'create index on own (code); update own set a = 1; drop table own',
    'create function f() returns trigger language plpgsql as $$ begin update commitment set percent = 1; drop table commitment; end $$',
    '-- drop table commitment',
  ])('may say %s', (sql) => {
    expect(hazardsOf(sql, (table) => table === 'commitment')).toEqual([]);
  });
});

describe('the upgrade from 0.1.0', () => {
  let database: FreshDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await databaseOf010();
    client = await connected(database.url);
    await client.query(dataOf010);
    // A statement that had to wait so long for the migration would be a fault among those found.
    await client.query(`set statement_timeout = '10s'`);
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const work = async (faults: string[]) => {
    for (const [name, sql] of workOf010) {
      await client.query(sql).catch((error: Error) => faults.push(`${name}: ${error.message}`));
    }
  };

  it('lets everything that 0.1.0 sends work before, meanwhile and after', async () => {
    const faults: string[] = [];
    await work(faults);
    const migrated = migrateDatabase(database.url);
    const state = { done: false };
    void migrated.finally(() => (state.done = true)).catch(() => {});
    for (let rounds = 0; !state.done || rounds < 5; rounds += 1) {
      await work(faults);
      if (rounds > 2_000) break;
    }
    expect(await migrated).toEqual(newer.map(({ name }) => name));
    await work(faults);
    expect(faults).toEqual([]);
  });

  it('has nothing to do the second time', async () => {
    expect(await migrateDatabase(database.url)).toEqual([]);
  });
});

describe('migrating', () => {
  it('does not hold the others up behind a table that is in use, and gets through once it is free', async () => {
    const database = await databaseOf010();
    const [reader, other] = [await connected(database.url), await connected(database.url)];
    try {
      await reader.query('begin; lock table session in access share mode');
      await other.query(`set statement_timeout = '20s'`);
      const lines: string[] = [];
      const migrated = migrateDatabase(database.url, (line) => lines.push(line));
      while (lines.length === 0) {
        await other.query('select count(*) from session');
        await pause(100);
      }
      await reader.query('commit');
      expect(await migrated).toHaveLength(newer.length);
      expect(lines[0]).toMatch(/locked by another connection/);
    } finally {
      await Promise.all([reader.end(), other.end()]);
      await database.drop();
    }
  });

  it('puts commitments that were imported in another order into that of their codes', async () => {
    const database = await databaseOf010();
    const client = await connected(database.url);
    try {
      await client.query(dataOf010);
      await client.query(`
        insert into commitment (id, agreement_id, sector_id, code, position, title, search, due_precision, original_precision, created_at)
        select 1000 + n.place, c.agreement_id, c.sector_id, n.code, 100 + n.place, c.title, '', 'ongoing', 'ongoing', now()
        from (select * from commitment order by id limit 1) c,
          unnest(array['9.10', '9.2', '10.1', '9.02-B']) with ordinality as n (code, place)`);
      await migrateDatabase(database.url);
      const { rows } = await client.query<{ code: string; position: number }>(
        'select code, position from commitment order by agreement_id, position',
      );
      expect(rows.slice(-4).map(({ code }) => code)).toEqual(['9.2', '9.02-B', '9.10', '10.1']);
      expect(rows.map(({ position }) => position)).toEqual(rows.map((_, n) => n + 1));
    } finally {
      await client.end();
      await database.drop();
    }
  });

  it('is done once where several start together; the others wait and say so', async () => {
    const database = await databaseOf010();
    const holder = await connected(database.url);
    try {
      await holder.query('select pg_advisory_lock(20162019)');
      const lines: string[] = [];
      const all = [1, 2, 3].map(() => migrateDatabase(database.url, (line) => lines.push(line)));
      while (lines.length < 3) await pause(50);
      await holder.query('select pg_advisory_unlock_all()');
      const counts = (await Promise.all(all)).map(({ length }) => length).sort((a, b) => a - b);
      expect(counts).toEqual([0, 0, newer.length]);
    } finally {
      await holder.end();
      await database.drop();
    }
  });

  it('is not needed by an older program on a newer schema: it goes on serving', async () => {
    const database = await freshDatabase();
    const client = await connected(database.url);
    try {
      await client.query(
        `insert into schema_migration (name) values ('Migration29990101000000_of_the_future')`,
      );
      await client.query('alter table commitment add column of_the_future text');
      const program = await startReady({ DATABASE_URL: database.url, ROLE: 'web' });
      expect((await fetch(`${program.url}/healthz/ready`)).status).toBe(200);
      expect(await program.stop()).toBe(0);
    } finally {
      await client.end();
      await database.drop();
    }
  });

  describe('with an account that may not change the schema', () => {
    const role = `reader_${process.pid}`;
    const allowed = async (database: FreshDatabase, act: (url: string) => Promise<void>) => {
      const owner = await connected(database.url);
      try {
        await act(await withoutRights(owner, database.url));
      } finally {
        // There only where a superuser made it.
        await owner.query(`drop owned by ${role}; drop role ${role}`).catch(() => {});
        await owner.end();
        await database.drop();
      }
    };

    /** The tests' own account where it can give its rights away; a superuser cannot, so it makes another account. */
    const withoutRights = async (owner: Client, databaseUrl: string): Promise<string> => {
      const { rows } = await owner.query<{ super: boolean }>(
        'select rolsuper as super from pg_roles where rolname = current_user',
      );
      if (!rows[0]!.super) {
        await owner.query('revoke create on schema public from pg_database_owner');
        return databaseUrl;
      }
      await owner.query(`drop role if exists ${role}; create role ${role} login password 'reader'`);
      await owner.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
      const url = new URL(databaseUrl);
      url.username = role;
      url.password = 'reader';
      return url.href;
    };

    it('a program that fits the schema starts', () =>
      freshDatabase().then((database) =>
        allowed(database, async (url) => {
          expect(await migrateDatabase(url)).toEqual([]);
          const program = await startReady({ DATABASE_URL: url, ROLE: 'web' });
          expect(await program.stop()).toBe(0);
        }),
      ));

    it('a newer program says in words what is to be done, and changes nothing', () =>
      databaseOf010().then((database) =>
        allowed(database, async (url) => {
          await expect(migrateDatabase(url)).rejects.toBeInstanceOf(SchemaTooOld);
          const program = await startProcess({ DATABASE_URL: url, ROLE: 'web' });
          expect(await program.ended).toBe(1);
          expect(program.output()).toMatch(
            /older than this program: \d+ migrations are missing.*npm run cli -- migrate/s,
          );
          expect(program.output()).not.toMatch(/\n\s+at /);
          const owner = await connected(database.url);
          const { rows } = await owner.query(`select 1 from pg_tables where tablename = 'audit_entry'`);
          await owner.end();
          expect(rows).toEqual([]);
        }),
      ));
  });
});
