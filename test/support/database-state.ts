import { query } from './query.js';

/** A hash of every table. */
export async function contentOf(url: string): Promise<unknown> {
  const tables = await query(
    url,
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const parts = tables.map(
    ({ relname }) =>
      `select '${relname}' as "table", count(*)::integer as rows, md5(string_agg(t::text, e'\\n' order by t::text)) as content from public.${relname} t`,
  );
  return query(url, parts.join(' union all '));
}

/** Everything beside rows: triggers, constraints, indexes, functions, columns. */
export async function schemaOf(url: string): Promise<unknown> {
  return query(
    url,
    `select concat_ws(' ', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid)) as made from pg_trigger where not tgisinternal
     union all select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select pg_get_functiondef(p.oid) from pg_proc p where pronamespace = 'public'::regnamespace and prokind = 'f'
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) from information_schema.columns where table_schema = 'public'
     order by 1`,
  );
}
