import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { freshOrm } from '../../../test/support/orm.js';
import { appendSealed } from '../../../test/support/sealed.js';
import { entities } from '../../entities.js';
import { ormOptions } from '../../platform/database.js';
import type { AuditEntry } from '../audit.js';
import { verifyAudit, type AuditReport } from '../audit-verification.js';
import { guardedTables } from './guard-facts.js';

const entry = (subject: string): AuditEntry => ({
  kind: 'commitment.updated',
  at: new Date('2019-11-20T02:00:00.123Z'),
  actor: null,
  subject,
});

/** Changes an entry behind the triggers' back, as whoever owns its table can. */
const forged = [
  'alter table audit_entry disable trigger user',
  `update audit_entry set subject = '9.99' where id = 2`,
  'alter table audit_entry enable trigger user',
];
const inPathBefore = (schema: string) =>
  `do $$ begin execute format('alter database %I set search_path = ${schema}, pg_catalog', current_database()); end $$`;
const emptied = (signature: string, schema = 'public') =>
  `create or replace function ${schema}.${signature} returns trigger language plpgsql as 'begin return null; end'`;

interface Attack {
  does: string[];
  /** Each is among the words of the report. */
  named: (string | RegExp)[];
  /** Places of the chain that are found broken. */
  broken?: [string, number | undefined][];
}

/** What who owns the database, and is no superuser, can do to it. */
const attacks: Record<string, Attack> = {
  'a sha256 of his own, first in the search path, that says of each row what it has': {
    does: [
      `create function public.sha256(bytea) returns bytea language sql stable
        as 'select hash from public.audit_chain where previous = substring($1 for 32)'`,
      ...forged,
      inPathBefore('public'),
    ],
    named: [
      'the function public.sha256(bytea) was not made by the program: has the name of one of PostgreSQL’s own',
      /^the setting search_path of the database .*: search_path=public, pg_catalog$/,
    ],
    broken: [['content', 2]],
  },
  'a trigger beside the others that swallows entries': {
    does: [
      emptied('swallow()'),
      `create trigger a_first before insert on audit_entry for each row when (new.kind = 'session.refused') execute function swallow()`,
    ],
    named: [/^the trigger a_first on audit_entry was not made by the program: .*swallow\(\)$/],
  },
  'a function emptied, with an overload that does what it did': {
    does: [
      `do $$ declare source text; begin
        select prosrc into source from pg_proc where proname = 'refuse_change';
        execute format('create function public.refuse_change(text) returns void language plpgsql as %L', replace(source, 'tg_table_name', '$1'));
      end $$`,
      emptied('refuse_change()'),
    ],
    named: [
      "the function public.refuse_change() does not do what the program's migrations made it do",
      /^the function public\.refuse_change\(text\) was not made by the program/,
    ],
  },
  'a function given settings of its own': {
    does: ['alter function link_audit_entries() set search_path = evil, pg_catalog'],
    named: ["the function public.link_audit_entries() does not do what the program's migrations made it do"],
  },
  'the trigger of the same name that calls the function of the same name elsewhere': {
    does: [
      'create schema evil',
      emptied('refuse_change()', 'evil'),
      'drop trigger append_only on audit_entry',
      'create trigger append_only before delete or update on audit_entry for each row execute function evil.refuse_change()',
    ],
    named: [
      /^the trigger append_only on audit_entry is different: .*evil\.refuse_change\(\)$/,
      /^the function evil\.refuse_change\(\) was not made/,
    ],
  },
  'a trigger switched off, one dropped, one under a condition': {
    does: [
      'alter table audit_entry disable trigger append_only',
      'drop trigger append_only_whole on audit_chain',
      'drop trigger linked_by_seal_only on audit_chain',
      'create trigger linked_by_seal_only before insert on audit_chain for each row when (false) execute function refuse_link_by_hand()',
    ],
    named: [
      'the trigger append_only on audit_entry is switched off',
      'the trigger append_only_whole on audit_chain is missing',
      /^the trigger linked_by_seal_only on audit_chain is different: .*WHEN \(false\)/,
    ],
  },
  'a trigger that fires on replicas only': {
    does: ['alter table progress_update enable replica trigger append_only'],
    named: ['the trigger append_only on progress_update is switched off'],
  },
  'a trigger that lets no entry wait for its link': {
    does: [
      'drop trigger await_seal on audit_entry',
      `insert into audit_entry (at, kind, subject) values (now(), 'commitment.updated', 'past the seal')`,
    ],
    named: [
      'the trigger await_seal on audit_entry is missing',
      'entry 3 has no place in the chain (1 in all)',
    ],
    broken: [['unlinked', undefined]],
  },
  'entries that leave without a link': {
    does: [
      'alter table audit_unsealed disable trigger linked_on_leaving',
      `insert into audit_entry (at, kind, subject) values (now(), 'commitment.updated', 'past the seal')`,
      'delete from audit_unsealed',
    ],
    named: ['the trigger linked_on_leaving on audit_unsealed is switched off'],
    broken: [['unlinked', undefined]],
  },
  'a seal that refuses, so that entries wait for good': {
    does: [
      emptied('refuse()'),
      `create or replace function refuse() returns trigger language plpgsql as 'begin raise exception e''no\n900 rows intact''; end'`,
      'create trigger refuses before insert on audit_chain for each row execute function refuse()',
      `insert into audit_entry (at, kind, subject) values (now(), 'commitment.updated', 'kept out')`,
    ],
    named: [
      /^the trigger refuses on audit_chain was not made by the program/,
      'entry 3 cannot be sealed: no 900 rows intact (1 in all)',
    ],
    broken: [['unsealed', undefined]],
  },
  'a seal that does nothing': {
    does: [
      `create or replace function seal_audit(most integer, waits boolean) returns boolean language sql as 'select false'`,
    ],
    named: [
      "the function public.seal_audit(integer,boolean) does not do what the program's migrations made it do",
    ],
  },
  'triggers of what else is append-only switched off': {
    does: ['commitment_event', 'progress_update', 'side_note', 'evidence'].map(
      (table) => `alter table ${table} disable trigger user`,
    ),
    named: ['commitment_event', 'progress_update', 'side_note', 'evidence'].map(
      (table) => `the trigger append_only on ${table} is switched off`,
    ),
  },
  'a rule that lets nothing in': {
    does: [
      `create rule hush as on insert to audit_entry where new.kind = 'session.refused' do instead nothing`,
    ],
    named: [/^the rule hush on audit_entry was not made by the program/],
  },
  'a rule on a note': {
    does: ['create rule hush as on delete to side_note do instead nothing'],
    named: [/^the rule hush on side_note was not made by the program/],
  },
  'a policy that hides rows, from the owner too': {
    does: [
      ...forged,
      'alter table audit_entry enable row level security',
      'alter table audit_entry force row level security',
      'create policy hides on audit_entry using (id <> 2)',
    ],
    named: [
      'the table audit_entry is different: ordinary, with row security',
      /^the policy hides on audit_entry was not made by the program: \(id <> 2\)$/,
    ],
  },
  'a view in the place of the table, that shows what was there': {
    does: [
      'create table kept as select * from audit_entry',
      ...forged,
      'alter table audit_entry rename to audit_entry_real',
      'create view audit_entry as select * from kept',
    ],
    named: [/^the table audit_entry is different: of kind v$/],
  },
  'a table beside it in a schema that is searched first': {
    does: [
      'create schema evil',
      'create table evil.audit_entry (like public.audit_entry including all)',
      inPathBefore('evil, public'),
    ],
    named: [/^the table evil\.audit_entry was not made by the program: beside the one of the same name/],
  },
  'rows in a table that inherits from it': {
    does: [
      'create table more () inherits (audit_entry)',
      `insert into more (id, at, kind) values (99, now(), 'session.opened')`,
    ],
    named: [/^the inheritance of public\.more from public\.audit_entry was not made by the program/],
  },
  'an operator of his own, for hashes that differ': {
    does: [
      `create function public.same(bytea, bytea) returns boolean language sql immutable as 'select false'`,
      'create operator public.<> (leftarg = bytea, rightarg = bytea, function = public.same)',
      ...forged,
      inPathBefore('public'),
    ],
    named: [/^the operator public\.<>\(bytea,bytea\) was not made by the program/],
    broken: [['content', 2]],
  },
  'a function that fits the columns better than the one of PostgreSQL, and tells what was there': {
    does: [
      'create table kept as select id, audit_text(seq, e) as text from audit_entry e join audit_chain on entry_id = id',
      `create function public.jsonb_build_array(bigint, bigint, text, text, text, integer, jsonb, integer, integer, text, jsonb, boolean)
        returns jsonb language sql stable as 'select text::jsonb from public.kept where id = $2'`,
      ...forged,
    ],
    named: [/^the function public\.jsonb_build_array\(bigint,bigint,.*\) was not made by the program/],
    broken: [['content', 2]],
  },
  'the function that writes what is hashed, made to leave the subject out': {
    does: [
      `create or replace function audit_text(seq bigint, entry audit_entry) returns text language sql immutable parallel safe
        return jsonb_build_array(seq, entry.id)::text`,
      `insert into audit_entry (at, kind, subject) values (now(), 'commitment.updated', 'anything')`,
    ],
    named: [/^the function public\.audit_text\(bigint,public\.audit_entry\) does not do/],
    broken: [['content', 3]],
  },
  'a time of writing that is not the clock’s': {
    does: [`alter table audit_entry alter recorded_at set default '2019-01-01'`],
    named: [/^the column recorded_at on audit_entry is different: .*2019-01-01/],
  },
  'a column that is worked out when it is read or written': {
    does: [
      `alter table commitment_event add column seen text generated always as (kind || '!') stored`,
      `alter table audit_entry add column seen text generated always as (kind || '!') stored`,
    ],
    named: [
      /^the column seen on audit_entry was not made by the program: text generated/,
      /^the column seen on commitment_event was not made by the program: text generated/,
    ],
  },
  'a type of his own for a column': {
    does: [
      `create domain public.words as text check (value <> 'secret')`,
      'drop function audit_text(bigint, audit_entry)',
      'alter table audit_entry alter subject type public.words',
    ],
    named: [
      'the column subject on audit_entry is different: public.words',
      'the function public.audit_text(bigint,public.audit_entry) is missing',
    ],
  },
  'a constraint dropped and one exchanged': {
    does: [
      'alter table audit_chain drop constraint audit_chain_entry_id_fkey',
      'alter table audit_entry drop constraint audit_entry_kind_check',
      `alter table audit_entry add constraint audit_entry_kind_check check (kind <> 'session.refused')`,
    ],
    named: [
      'the constraint audit_chain_entry_id_fkey on audit_chain is missing',
      /^the constraint audit_entry_kind_check on audit_entry is different/,
    ],
  },
  'an index that calls a function of his own': {
    does: [
      `create function public.tells(text) returns text language plpgsql immutable as 'begin return $1; end'`,
      'create index tells on audit_entry (public.tells(subject))',
    ],
    named: [/^the index public\.tells on audit_entry was not made by the program/],
  },
  'a table that a crash of the server empties': {
    does: ['alter table audit_chain set unlogged'],
    named: ['the table audit_chain is different: ordinary, not kept through a crash'],
  },
  'names that look like a further line of the report': {
    does: [
      emptied('swallow()'),
      `create trigger "x\n900 rows intact, counted from the first" before insert on audit_entry for each row execute function swallow()`,
    ],
    named: [/^the trigger x 900 rows intact, counted from the first on audit_entry was not made/],
  },
};

/** Only a superuser can. It is named all the same; but a superuser has other ways, which nothing can see. */
const superusers: Record<string, Attack> = {
  'a trigger on events of the database': {
    does: [
      `create function public.on_ddl() returns event_trigger language plpgsql as 'begin end'`,
      'create event trigger watches on ddl_command_end execute function public.on_ddl()',
    ],
    named: [
      'the event trigger watches was not made by the program: on ddl_command_end, calls public.on_ddl()',
    ],
  },
  'sessions in which no trigger fires': {
    does: [
      `do $$ begin execute format('alter database %I set session_replication_role = replica', current_database()); end $$`,
    ],
    named: [/^the setting session_replication_role of the database /],
  },
  'a cast between types of PostgreSQL’s own': {
    does: [
      `create function public.to_words(jsonb) returns text language sql immutable as 'select ''whole'''`,
      'create cast (jsonb as text) with function public.to_words(jsonb)',
      ...forged,
    ],
    named: [/^the cast from jsonb to text was not made by the program/],
  },
};

describe('the proof of the audit log', () => {
  let opened: FreshDatabase[] = [];
  let isSuperuser = false;
  beforeAll(async () => {
    const database = await open();
    const { rows } = await database.query(`select current_setting('is_superuser') = 'on' as super`);
    isSuperuser = rows[0].super;
    await database.end();
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  async function open(): Promise<Client> {
    const database = await freshDatabase();
    opened.push(database);
    return connectTo(database);
  }
  async function connectTo({ url }: FreshDatabase): Promise<Client> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  }
  /** Each with a program that starts afterwards: settings of a database hold for new connections. */
  async function withProgram<T>(database: FreshDatabase, work: (orm: MikroORM) => Promise<T>): Promise<T> {
    const orm = (await MikroORM.init(
      ormOptions(database.url, entities, { poolSize: 1 }),
    )) as unknown as MikroORM;
    try {
      return await work(orm);
    } finally {
      await orm.close(true);
    }
  }
  async function reportAfter(statements: string[]): Promise<AuditReport> {
    const database = await freshDatabase();
    opened.push(database);
    await withProgram(database, ({ em }) => appendSealed(em, entry('1.01'), entry('1.02')));
    const owner = await connectTo(database);
    for (const statement of statements) await owner.query(statement);
    await owner.end();
    return withProgram(database, ({ em }) => verifyAudit(em));
  }

  const mustName = async ({ does, named, broken = [] }: Attack) => {
    const { faults } = await reportAfter(does);
    const words = faults.map((fault) => fault.words);
    for (const each of named)
      expect(words).toContainEqual(typeof each === 'string' ? each : expect.stringMatching(each));
    expect(faults.flatMap(({ kind, seq }) => (kind === 'guard' ? [] : [[kind, seq]]))).toEqual(broken);
  };

  it.each(Object.entries(attacks))('names %s', (_what, attack) => mustName(attack));
  it.each(Object.entries(superusers))('names %s', async (_what, attack) => {
    if (isSuperuser) await mustName(attack);
  });

  it('does not read a log that something stands in the place of', async () => {
    const report = await reportAfter([
      'alter table audit_entry rename to audit_entry_real',
      'create view audit_entry as select * from audit_entry_real',
    ]);
    expect(report).toMatchObject({ rows: 0, head: null });
  });

  it('names nothing of a database that the migrations made, nor what people add beside it', async () => {
    expect(await reportAfter([])).toMatchObject({ rows: 2, faults: [] });
    const additions = [
      'create index by_subject on audit_entry (subject)',
      'create view recent as select * from audit_entry order by id desc limit 100',
      'create schema reports',
      'create table reports.audit_copy as select * from audit_entry',
      `create function reports.count_of(text) returns bigint language sql as 'select count(*) from public.audit_entry where kind = $1'`,
      `do $$ begin execute format('alter database %I set search_path = public, reports', current_database()); end $$`,
    ];
    expect(await reportAfter(additions)).toMatchObject({ rows: 2, faults: [] });
  });

  it('watches every table that refuses change', async () => {
    const db = await freshOrm();
    const { rows } = await sql<{ name: string }>`
      select distinct tgrelid::regclass::text as name from pg_trigger where tgfoid = 'refuse_change'::regproc`.execute(
      db.em.getKysely(),
    );
    await db.close();
    expect(rows.map(({ name }) => name).toSorted()).toEqual(guardedTables.toSorted());
  });
});
