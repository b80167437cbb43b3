import type { RouteWorld } from './route-world.js';
import { sealed } from './sealed.js';

/** Count tries, so that there are not too many: they do so also where the try fails. */
const counters = ['reset_request', 'sign_in_failure', 'evidence_day', 'mail_pace'];
/** Written by the worker alone, each minute, from events and directives that are there. */
const byTheWorker = ['event_told', 'directive_told', 'notice', 'notice_mail'];

/** What every table holds, as a number a table: equal before and after where nothing was changed. */
export async function fingerprint(world: RouteWorld): Promise<Record<string, string>> {
  // Who reads the audit log waits for its seal, and that is no change.
  await sealed(world.program.database.url);
  const tables = await world.run<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1`,
    [[...counters, ...byTheWorker]],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, concat(count(*), ' ', coalesce(sum(hashtextextended(${rowOf(name)}, 0)), 0)) as mark from "${name}" t`,
  );
  const rows = await world.run<{ name: string; mark: string }>(each.join(' union all '));
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]));
}

/** When sessions and tokens were last used is written once a minute, whatever goes on. */
function rowOf(table: string): string {
  return ['access_token', 'session'].includes(table)
    ? `(to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text`
    : 't::text';
}

/** The tables that differ. */
export function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}
