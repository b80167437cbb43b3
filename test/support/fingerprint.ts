import type { RouteWorld } from './route-world.js';
import { sealed } from './sealed.js';

/** Count tries, so that there are not too many: they do so also where the try fails. */
const counters = ['reset_request', 'sign_in_failure', 'evidence_day', 'mail_pace'];
/** Written by the worker alone, each minute, from events and directives that are there. */
const byTheWorker = ['event_told', 'directive_told', 'notice', 'notice_mail'];

interface Known {
  stamp: string;
  mark: string;
}

/** What was found the last time: a table on which nothing was written since holds the same. */
const knownOf = new WeakMap<RouteWorld, Map<string, Known>>();

/** What every table holds, as a number a table: equal before and after where nothing was changed. */
export async function fingerprint(world: RouteWorld): Promise<Record<string, string>> {
  // Who reads the audit log waits for its seal, and that is no change.
  await sealed(world.program.database.url);
  const known = knownOf.get(world) ?? new Map<string, Known>();
  knownOf.set(world, known);
  const stamps = await ofTables(world, await tablesOf(world), () => WRITTEN);
  const written = [...stamps].filter(([name, stamp]) => known.get(name)?.stamp !== stamp);
  const names = written.map(([name]) => name);
  const marks = await ofTables(
    world,
    names,
    (name) => `coalesce(sum(hashtextextended(${rowOf(name)}, 0)), 0)`,
  );
  for (const [name, stamp] of written) known.set(name, { stamp, mark: marks.get(name)! });
  return Object.fromEntries([...stamps.keys()].map((name) => [name, known.get(name)!.mark]));
}

async function tablesOf(world: RouteWorld): Promise<string[]> {
  const tables = await world.run<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1`,
    [[...counters, ...byTheWorker]],
  );
  return tables.map(({ name }) => name);
}

/** By which transactions its rows were written. Later ones have larger numbers, so that with as many rows any that was replaced makes the sum larger. */
const WRITTEN = 'coalesce(sum(t.xmin::text::bigint), 0)';

/** @returns how many rows each has, and what is found of them */
async function ofTables(
  world: RouteWorld,
  names: string[],
  find: (name: string) => string,
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const each = names.map(
    (name) => `select '${name}' as name, concat(count(*), ' ', ${find(name)}) as found from "${name}" t`,
  );
  const rows = await world.run<{ name: string; found: string }>(each.join(' union all '));
  return new Map(rows.map(({ name, found }) => [name, found]));
}

/** Columns that are written whatever goes on: once a minute when something was last used, and by the worker what came of a try to deliver. */
const byTheWay: Record<string, string[]> = {
  access_token: ['last_used_at'],
  session: ['last_seen_at'],
  calendar_address: ['last_used_at'],
  webhook: ['failing_since'],
  webhook_delivery: ['attempts', 'attempted_at', 'next_attempt_at', 'status', 'reason', 'failed_at'],
};

function rowOf(table: string): string {
  const columns = byTheWay[table];
  return columns ? `(to_jsonb(t) - '{${columns.join(',')}}'::text[])::text` : 't::text';
}

/** The tables that differ. */
export function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}
