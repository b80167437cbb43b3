import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { Tokens } from '../src/accounts/tokens.js';
import { allMailed, changeExamples, changesNothing, type ChangeExample } from './support/change-examples.js';
import { changedTables, fingerprint } from './support/fingerprint.js';
import { meanwhile, type Run } from './support/meanwhile.js';
import { callers } from './support/permission-callers.js';
import { promised, readTable, type Row } from './support/permission-table.js';
import { routesOf } from './support/route-list.js';
import { exampleOf, requestOf } from './support/route-walk.js';
import { RouteWorld } from './support/route-world.js';

/** Signing out needs nobody to stay signed in. */
const endsItself = ['POST /dang-xuat', 'DELETE /api/v1/sessions/current'];
const changing = readTable().filter(
  ({ route }) => !route.startsWith('GET ') && !(route in changesNothing) && !endsItself.includes(route),
);

interface Caller {
  userId: number;
  table: 'session' | 'access_token';
  id: number;
}

/** What may happen to a caller between the guard and the change; undone again, so that the tables can be compared. */
const happenings: Record<
  string,
  { status: number; happens: (run: Run, caller: Caller) => Promise<void>; undo: string }
> = {
  'is signed out': {
    status: 401,
    // With those that a token has made, which end with it.
    happens: async (run, { table, id, userId }) => {
      await run(`create table saved as select * from ${table} where user_id = ${userId}`);
      await run(`delete from ${table} where id = $1`, [id]);
    },
    undo: 'insert into TABLE overriding system value table saved on conflict do nothing; drop table saved',
  },
  'is disabled': {
    status: 401,
    happens: async (run, { userId }) => {
      await run('update app_user set active = false where id = $1', [userId]);
    },
    undo: 'update app_user set active = true where id = USER',
  },
  'gets another role': {
    status: 403,
    happens: async (run, { userId }) => {
      await run(`create table saved as select * from app_user where id = ${userId}`);
      await run(
        `update app_user set body_id = null, role = case role when 'admin' then 'auditor' when 'auditor' then 'admin'
           when 'leader' then 'coordinator' else 'leader' end where id = $1`,
        [userId],
      );
    },
    undo: `update app_user u set role = s.role, body_id = s.body_id from saved s where s.id = u.id; drop table saved`,
  },
};

/** Each route that changes something waits for what is just happening to its caller, and then changes nothing. */
describe('who is signed out, disabled or moved while a request is under way', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start({ works: true });
  }, 120_000);
  afterAll(() => world?.stop());

  const signedIn = changing.filter(({ cells }) => cells.nobody !== 'yes');

  it('is asked of most routes', () => {
    expect(signedIn.length).toBeGreaterThan(50);
  });

  it.each(signedIn.map((row) => [row.route, row] as const))('changes nothing by %s', async (route, row) => {
    const first = callerOf(row);
    const make = changeExamples[route];
    const example: ChangeExample = make ? await make(world) : await exampleOf(world, route, first);
    const who = example.who ?? first;
    const request = await requestOf(world, route, example, who);
    const caller = await rowBehind(request, who);
    await allMailed(world);
    // They end with the token that made them, and are not brought back with it.
    await world.run('delete from calendar_address where token_id is not null');
    const before = await fingerprint(world);
    for (const [name, { status, happens, undo }] of Object.entries(happenings)) {
      const { answers, waited } = await meanwhile(
        world.program.database.url,
        (run) => happens(run, caller),
        () => world.program.app.inject(request),
      );
      await world.run(undo.replace('TABLE', caller.table).replace('USER', String(caller.userId)));
      const changed = changedTables(before, await fingerprint(world));
      expect([name, waited, answers[0]!.statusCode, changed]).toEqual([name, 1, status, []]);
    }
    const done = await world.program.app.inject(request);
    expect(done.statusCode).toBeLessThan(400);
  });

  function callerOf(row: Row): string {
    const { allowed = [] } = routesOf(world.program.app).find(({ name }) => name === row.route)!;
    return callers.find(({ column, post }) => promised(row, allowed, column, post) === 'reached')!.who!;
  }

  /** The session or token that the request shows. */
  async function rowBehind({ headers }: InjectOptions, who: string): Promise<Caller> {
    const { authorization = '', cookie = '' } = headers as Record<string, string>;
    const table = authorization ? 'access_token' : 'session';
    const shown = authorization.replace('Bearer ', '') || /session=([^;]+)/.exec(cookie)![1]!;
    const hash = world.program.app.get(Tokens, { strict: false }).hash(shown);
    const id = await world.value(`select id from ${table} where token_hash = $1`, [hash]);
    return { userId: await world.userId(who), table, id };
  }
});
