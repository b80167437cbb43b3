import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vi } from '../src/web/i18n/vi.js';
import { keptAndAnew } from './support/facts-anew.js';
import { changedTables, fingerprint } from './support/fingerprint.js';
import { allMailed, changeExamples, changesNothing, type ChangeExample } from './support/change-examples.js';
import { callers } from './support/permission-callers.js';
import { promised, readTable, type Row } from './support/permission-table.js';
import { routesOf } from './support/route-list.js';
import { RouteWorld } from './support/route-world.js';
import { exampleOf, requestOf } from './support/route-walk.js';

const changing = readTable().filter(({ route }) => !route.startsWith('GET ') && !(route in changesNothing));

interface Entry {
  kind: string;
  actor: number | null;
  data: Record<string, unknown>;
}

/** Every route that changes something is called once with the audit log refusing entries, and once as it should be. */
describe('every route that changes something', () => {
  let world: RouteWorld;
  const level = process.env.LOG_LEVEL;
  beforeAll(async () => {
    // The refused ones fail, as they must, and would say so in the log.
    process.env.LOG_LEVEL = 'fatal';
    world = await RouteWorld.start({ works: true });
  }, 120_000);
  afterAll(async () => {
    if (level === undefined) delete process.env.LOG_LEVEL;
    else process.env.LOG_LEVEL = level;
    await world?.stop();
  });

  it('has a row in docs/permissions.md, from which this test takes its callers', () => {
    const routes = routesOf(world.program.app).filter(({ name }) => !name.startsWith('GET '));
    const known = new Set([...changing.map(({ route }) => route), ...Object.keys(changesNothing)]);
    expect(routes.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(changing.map((row) => [row.route, row] as const))(
    '%s leaves an entry of its caller and no figure as it was kept before, and changes nothing where the entry cannot be written',
    async (route, row) => {
      const first = callerOf(row);
      const make = changeExamples[route];
      const example: ChangeExample = make ? await make(world) : await exampleOf(world, route, first);
      const who = example.who ?? first;
      const request = await requestOf(world, route, example, who);

      await allMailed(world);
      const before = await state();
      await refuseEntries(true);
      const refused = await world.program.app.inject(request);
      await refuseEntries(false);
      expect([refused.statusCode, await state()]).toEqual([500, before]);

      const last = await world.value(`select coalesce(max(id), 0)::integer from audit_entry`);
      const answer = await world.program.app.inject(request);
      const changed = changedTables(before.tables, (await state()).tables);
      expect(advice(route, answer, changed)).toBe('');
      const entries = await entriesAfter(last);
      expect(missing(route, who, entries, changed, await actorOf(who, route))).toBe('');
      expect(unnamed(entries)).toEqual([]);
      // A chase counts once it has gone out.
      await allMailed(world);
      for (const { kept, anew } of await keptAndAnew(world)) expect(kept).toEqual(anew);
    },
  );

  /** The first whom the table lets. */
  function callerOf(row: Row): string | null {
    const { allowed = [] } = routesOf(world.program.app).find(({ name }) => name === row.route)!;
    return callers.find(({ column, post }) => promised(row, allowed, column, post) === 'reached')!.who;
  }

  const state = async () => ({ tables: await fingerprint(world), day: world.today });

  async function refuseEntries(on: boolean): Promise<void> {
    await world.run(
      on
        ? `create or replace function refuse_entry() returns trigger language plpgsql as 'begin raise exception ''no entry''; end';
           create trigger no_entry before insert on audit_entry for each row execute function refuse_entry()`
        : 'drop trigger no_entry on audit_entry',
    );
  }

  function entriesAfter(last: number): Promise<Entry[]> {
    return world.run<Entry>(
      `select kind, actor_id as actor, data from audit_entry where id > $1 order by id`,
      [last],
    );
  }

  /** Who is not signed in is nobody; who signs in is nobody until then: the examples sign in as the administrator. */
  async function actorOf(who: string | null, route: string): Promise<number | null> {
    if (who !== null) return world.userId(who);
    return /sessions|dang-nhap/.test(route) ? world.userId('admin@tracker') : null;
  }
});

function advice(route: string, answer: { statusCode: number; body: string }, changed: string[]): string {
  const where = `Give test/support/change-examples.ts a line for '${route}' that changes something`;
  if (answer.statusCode >= 400)
    return `${where}: the one there was answered ${answer.statusCode} ${answer.body.slice(0, 300)}`;
  return changed.length > 0 ? '' : `${where}, or name the route in changesNothing with the reason`;
}

function missing(
  route: string,
  who: string | null,
  entries: Entry[],
  changed: string[],
  actor: number | null,
): string {
  if (entries.some((entry) => entry.actor === actor || actor === null)) return '';
  const told = entries.map(({ kind, actor: by }) => `${kind} by ${by ?? 'nobody'}`).join(', ') || 'no entry';
  return `${route} as ${who ?? 'nobody'} changed ${changed.join(', ')} and left ${told} in the audit log.
Append one with its actor, as the last write of the same transaction: appendAudit(em, { kind, at, actor, subject, data })`;
}

/** Facts for which a reader would see the program's own names. Add a word under \`facts\` in src/web/i18n/{vi,en}/audit-log.ts. */
function unnamed(entries: Entry[]): string[] {
  const shown = new Set(['from', 'to', 'percent', 'previousPercent', 'status', 'previousStatus']);
  return entries.flatMap(({ kind, data }) =>
    Object.keys(data)
      .filter((fact) => !shown.has(fact) && !/Ids?$/.test(fact) && !Object.hasOwn(vi.auditLog.facts, fact))
      .map((fact) => `${kind}: ${fact}`),
  );
}
