import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { guardsMade, type GuardFact } from '../../../migrations/guards.js';

/** Their columns and constraints are told too, since they are what is hashed. */
const logTables = ['audit_entry', 'audit_chain', 'audit_unsealed'];
/** What refuses change: the log, what is said about a commitment, and what one side notes. */
export const guardedTables = namesOf(/^table (\w+)$/);
/** What triggers and constraints of these tables call, and what links the log. */
const guardingFunctions = namesOf(/^function public[.](\w+)[(]/);

function namesOf(pattern: RegExp): string[] {
  return guardsMade.flatMap(({ thing }) => pattern.exec(thing)?.[1] ?? []);
}

/** Of objects that PostgreSQL did not bring itself. */
const FIRST_OF_OTHERS = sql.lit(16384);

/**
 * Everything that can act when a guarded table is read or written. To be asked with nothing but pg_catalog in the search
 * path: then each name below is PostgreSQL's own, and what it tells of others says in which schema they are.
 */
export async function guardFacts(em: EntityManager): Promise<GuardFact[]> {
  const { rows } = await sql<GuardFact>`
    with guarded as (
      select * from pg_class where relnamespace = 'public'::regnamespace and relname in (${sql.join(guardedTables)})
    ), log as (select * from guarded where relname in (${sql.join(logTables)}))
    ${sql.join([...ofTables, ...ofFunctions, ...ofTheDatabase], sql` union all `)} order by thing, made`.execute(
    em.getKysely(),
  );
  return rows;
}

const ofTables: RawBuilder<GuardFact>[] = [
  sql`select 'table ' || relname as thing, concat_ws(', ',
      case relkind when 'r' then 'ordinary' else format('of kind %s', relkind) end,
      case when relpersistence <> 'p' then 'not kept through a crash' end, case when relispartition then 'a part of another' end,
      case when relrowsecurity or relforcerowsecurity then 'with row security' end) as made from guarded`,
  sql`select format('table %s.%s', relnamespace::regnamespace, relname), 'beside the one of the same name in public' from pg_class
    where relname in (${sql.join(guardedTables)}) and relkind <> 'i' and relnamespace <> 'public'::regnamespace
      and (relnamespace = pg_my_temp_schema() or relpersistence <> 't')`,
  sql`select format('column %s on %s', attname, relname), concat_ws(' ', format_type(atttypid, atttypmod),
      case when attnotnull then 'not null' end, case when attidentity <> '' then format('identity %s', attidentity) end,
      case when attgenerated <> '' then 'generated' end, pg_get_expr(adbin, adrelid))
    from pg_attribute join guarded g on g.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attnum > 0 and not attisdropped and (attgenerated <> '' or attrelid in (select oid from log))`,
  sql`select format('constraint %s on %s', conname, relname), pg_get_constraintdef(pg_constraint.oid)
    from pg_constraint join log on log.oid = conrelid where contype not in ('n', 't')`,
  sql`select format('trigger %s on %s', tgname, relname), pg_get_triggerdef(pg_trigger.oid)
      || case when tgenabled in ('O', 'A') then '' else ' (switched off)' end
    from pg_trigger join guarded g on g.oid = tgrelid where not tgisinternal or tgenabled not in ('O', 'A')`,
  sql`select format('rule %s on %s', rulename, relname), pg_get_ruledef(pg_rewrite.oid)
    from pg_rewrite join guarded g on g.oid = ev_class`,
  sql`select format('policy %s on %s', polname, relname), concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    from pg_policy join guarded g on g.oid = polrelid`,
  sql`select format('inheritance of %s from %s', inhrelid::regclass, inhparent::regclass), 'rows are shared'
    from pg_inherits where inhrelid in (select oid from guarded) or inhparent in (select oid from guarded)`,
  sql`select format('index %s on %s', indexrelid::regclass, relname), pg_get_indexdef(indexrelid)
    from pg_index join guarded g on g.oid = indrelid where indexprs is not null or indpred is not null`,
];

/** As it was written; a body that PostgreSQL parsed, without the blanks and brackets in which its versions may differ. */
const body = sql`coalesce(regexp_replace(pg_get_function_sqlbody(p.oid), '[[:space:]()"]', '', 'g'), p.prosrc)`;
/** What an extension brings in C was let in by a superuser; who owns the database can make all else. */
const shadows = sql`not (lanname = 'c' and exists
  (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))`;

const ofFunctions: RawBuilder<GuardFact>[] = [
  sql`select 'function ' || p.oid::regprocedure, concat_ws(' ', lanname, provolatile, case when prosecdef then 'as its owner' end,
      proconfig::text, encode(sha256(convert_to(${body}, 'UTF8')), 'hex'))
    from pg_proc p join pg_language l on l.oid = prolang where proname in (${sql.join(guardingFunctions)})`,
  sql`select 'function ' || p.oid::regprocedure, 'has the name of one of PostgreSQL’s own'
    from pg_proc p join pg_language l on l.oid = prolang
    where p.oid >= ${FIRST_OF_OTHERS} and proname in (select proname from pg_proc where oid < ${FIRST_OF_OTHERS})
      and ${FIRST_OF_OTHERS} > all (proargtypes::oid[]) and ${shadows}`,
  sql`select 'operator ' || o.oid::regoperator, 'has the name of one of PostgreSQL’s own'
    from pg_operator o join pg_proc p on p.oid = oprcode join pg_language l on l.oid = prolang
    where o.oid >= ${FIRST_OF_OTHERS} and oprname in (select oprname from pg_operator where oid < ${FIRST_OF_OTHERS})
      and oprleft < ${FIRST_OF_OTHERS} and oprright < ${FIRST_OF_OTHERS} and ${shadows}`,
  sql`select format('cast from %s to %s', castsource::regtype, casttarget::regtype), 'between types of PostgreSQL’s own'
    from pg_cast where oid >= ${FIRST_OF_OTHERS} and castsource < ${FIRST_OF_OTHERS} and casttarget < ${FIRST_OF_OTHERS}`,
];

const ofTheDatabase: RawBuilder<GuardFact>[] = [
  sql`select 'event trigger ' || evtname, format('on %s, calls %s', evtevent, evtfoid::regprocedure) from pg_event_trigger where evtenabled <> 'D'`,
  // Triggers are skipped under one of these settings, and another's functions called for PostgreSQL's own under the other.
  sql`select format('setting %s of %s', split_part(setting, '=', 1), case setrole when 0 then 'the database' else setrole::regrole::text end), setting
    from pg_db_role_setting, unnest(setconfig) as setting
    where setdatabase in (0, (select oid from pg_database where datname = current_database()))
      and (setting like 'session_replication_role=%' or setting ~ '^search_path=.*,[ ]*"?pg_catalog"?[ ]*(,|$)')`,
];
