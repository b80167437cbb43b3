import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { everyone } from '../src/identity/allow.js';
import { callers } from './support/permission-callers.js';
import { promised, readTable, suggestedRow, type Outcome } from './support/permission-table.js';
import { routeExamples } from './support/route-examples.js';
import { routesOf, servedPaths, type Route } from './support/route-list.js';
import { RouteWorld } from './support/route-world.js';
import { exampleOf, requestOf, walk } from './support/route-walk.js';

// Well over a thousand requests: on a busy machine they take their time.
jest.setTimeout(120_000);

const table = readTable();

/** The table in docs/permissions.md is what holds: every route × role × side × body is asked and compared with it. */
describe('every route', () => {
  let world: RouteWorld;
  let routes: Route[];
  beforeAll(async () => {
    world = await RouteWorld.start();
    routes = routesOf(world.program.app);
  });
  afterAll(() => world?.stop());

  it('says with a decorator who may call it', () => {
    const silent = routes.filter(({ allowed }) => allowed === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is one of a controller, except for the description of the interface', () => {
    const known = new Set(routes.map(({ name }) => name.replace(/^\w+ /, '')));
    const unknown = servedPaths(world.program.app).filter(
      (path) => !known.has(path) && !path.startsWith('/api/docs/'),
    );
    expect(unknown).toEqual([]);
  });

  it('has one row in docs/permissions.md, and no row is without a route', () => {
    const rows = table.map(({ route }) => route);
    const names = routes.map(({ name }) => name);
    const missing = routes.filter(({ name }) => !rows.includes(name));
    const faults = [
      ...missing.map(
        ({ name, allowed = [] }) =>
          `Add to the table in docs/permissions.md, after looking at each cell:\n${suggestedRow(name, allowed)}`,
      ),
      ...rows.filter((row) => !names.includes(row)).map((row) => `There is no route for the row ${row}`),
      ...rows.filter((row, at) => rows.indexOf(row) !== at).map((row) => `Two rows for ${row}`),
      ...Object.keys(routeExamples)
        .filter((name) => !names.includes(name))
        .map((name) => `There is no route for the example '${name}' in test/support/route-examples.ts`),
    ];
    expect(faults.join('\n\n')).toBe('');
  });

  it('lets in, by its decorator, nobody whom its row keeps out for good', () => {
    const faults = table.flatMap((row) => {
      const allowed = routes.find(({ name }) => name === row.route)?.allowed;
      if (!allowed || allowed === everyone) return [];
      const barred = (['auditor', 'admin'] as const).filter(
        (role) => allowed.includes(role) && row.cells[role] === 'no',
      );
      return barred.map((role) => `${row.route}: @Allow names ${role}, its row says no`);
    });
    expect(faults).toEqual([]);
  });

  it('takes no change by cookie without the token of the session, with that of another, or from another site', async () => {
    const faults: string[] = [];
    const stranger = await world.session('leader@nghean');
    for (const row of table.filter(({ route }) => !route.startsWith('GET '))) {
      const { allowed = [] } = routes.find(({ name }) => name === row.route)!;
      if (allowed === everyone) continue;
      const caller = callers.find(({ column, post, who }) => {
        return who !== 'leader@nghean' && promised(row, allowed, column, post) === 'reached';
      })!;
      const { cookie, csrf } = await world.session(caller.who!);
      const request = await requestOf(
        world,
        row.route,
        await exampleOf(world, row.route, caller.who),
        caller.who,
      );
      const { authorization: _, 'x-csrf-token': __, ...plain } = request.headers as Record<string, string>;
      const before = await world.mark();
      for (const forged of [
        {},
        { 'x-csrf-token': stranger.csrf },
        { 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' },
      ]) {
        const headers = { ...plain, cookie, ...forged };
        const { statusCode } = await world.program.app.inject({ ...request, headers });
        if (statusCode !== 403) faults.push(`${row.route} with ${JSON.stringify(forged)}: ${statusCode}`);
      }
      if ((await world.mark()) !== before) faults.push(`${row.route}: something was changed`);
    }
    expect(faults).toEqual([]);
  });

  it.each(table.map((row) => [row.route, row] as const))('%s', async (_, row) => {
    const { allowed = [] } = routes.find(({ name }) => name === row.route) ?? {};
    const promises = callers.map((caller) => ({
      caller,
      promise: promised(row, allowed, caller.column, caller.post),
    }));
    const faults: string[] = [];
    // Those who may come last: what they change must not hide what others cannot.
    for (const { caller, promise } of promises.toSorted(whoMayLast)) {
      const fault = await walk(world, row, caller, promise);
      if (fault !== null) faults.push(fault);
    }
    // One example that does not get through fails for everybody: the first few say all.
    expect(faults.slice(0, 3).join('\n\n')).toBe('');
  });
});

function whoMayLast(a: { promise: Outcome }, b: { promise: Outcome }): number {
  return Number(a.promise === 'reached') - Number(b.promise === 'reached');
}
