import type { Client } from 'pg';

/** Everything that migrations make in the schema `public`, and the jobs that point at rows of it. Extensions stay. */
const dropAll = `
do $$
declare
  each record;
begin
  for each in select format('drop table public.%I cascade', relname) as statement from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migration' and not exists
      (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = pg_class.oid and d.deptype = 'e')
  loop execute each.statement; end loop;
  for each in select oid from pg_proc
    where pronamespace = 'public'::regnamespace and not exists
      (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = pg_proc.oid and d.deptype = 'e')
  loop
    -- One that calls another went with it.
    if exists (select 1 from pg_proc where oid = each.oid)
    then execute format('drop routine %s cascade', each.oid::regprocedure); end if;
  end loop;
end $$;
drop schema if exists bullmq cascade;
truncate schema_migration;`;

/**
 * Makes the schema anew, as it was after these migrations. In the transaction that the client is in.
 * @param statements of every migration that this program knows
 */
export async function makeSchema(
  client: Client,
  names: readonly string[],
  statements: ReadonlyMap<string, string[]>,
): Promise<void> {
  await client.query(dropAll);
  for (const [name, queries] of statements) if (names.includes(name)) await run(client, queries);
}

/** Brings a schema that was restored to the present one. @returns the names of what was missing */
export async function migrateOn(
  client: Client,
  names: readonly string[],
  statements: ReadonlyMap<string, string[]>,
): Promise<string[]> {
  const missing = [...statements.keys()].filter((name) => !names.includes(name));
  for (const name of missing) {
    await run(client, statements.get(name)!);
    await client.query('insert into schema_migration (name) values ($1)', [name]);
  }
  return missing;
}

async function run(client: Client, queries: string[]): Promise<void> {
  // Nobody else is at work here, and within a transaction there is no other way.
  for (const query of queries) await client.query(query.replace(/\bindex concurrently\b/gi, 'index'));
}
