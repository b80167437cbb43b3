import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { changeExamples, type ChangeExample } from './support/change-examples.js';
import { DescribedApi } from './support/described-api.js';
import { callers, type Caller } from './support/permission-callers.js';
import { promised, readTable, type Outcome, type Row } from './support/permission-table.js';
import { routesOf } from './support/route-list.js';
import { exampleOf, requestOf } from './support/route-walk.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(120_000);

const rows = readTable().filter(({ route }) => route.includes(' /api/v1/'));
// Changes first, so that there is something to read.
const changing = rows.filter(({ route }) => !route.startsWith('GET '));
const reading = rows.filter(({ route }) => route.startsWith('GET '));

/** Every route under /api/v1 is called for real, and its answers are held against /api/openapi.json. */
describe('the API', () => {
  let world: RouteWorld;
  let api: DescribedApi;
  beforeAll(async () => {
    world = await RouteWorld.start({ works: true });
    api = new DescribedApi((await world.ask(null, 'GET', '/api/openapi.json')).json);
  });
  afterAll(() => world?.stop());

  it.each(changing.map((row) => [row.route, row] as const))('answers %s as it says', async (route, row) => {
    const make = changeExamples[route];
    const first = callersOf(row, 'reached')[0]!.who;
    const example: ChangeExample = make ? await make(world) : await exampleOf(world, route, first);
    const answer = await inject(await requestOf(world, route, example, example.who ?? first));
    expect(`${answer.statusCode} ${answer.body}`).toMatch(/^2/);
    expect(api.faultsOf(route, answer)).toEqual([]);
  });

  it.each(reading.map((row) => [row.route, row] as const))(
    'answers %s as it says, whoever asks',
    async (route, row) => {
      for (const { who } of callersOf(row, 'reached')) {
        const answer = await inject(await requestOf(world, route, await exampleOf(world, route, who), who));
        expect([who, answer.statusCode, ...api.faultsOf(route, answer)]).toEqual([who, 200]);
      }
    },
  );

  it('answers as it says for every commitment, and for days before and to come', async () => {
    const ids = await world.run<{ id: number }>('select id from commitment');
    const agreement = '/api/v1/agreements/2016-tb-tu';
    const asked: [string, string][] = [
      ...ids.flatMap(({ id }): [string, string][] =>
        ['', '/events', '/evidence'].map((of) => [
          `GET /api/v1/commitments/:id${of}`,
          `/api/v1/commitments/${id}${of}`,
        ]),
      ),
      ...['2019-03-01', '2019-10-20', '2021-01-01'].flatMap((day): [string, string][] => [
        ['GET /api/v1/agreements/:slug/dashboard', `${agreement}/dashboard?asOf=${day}`],
        ...(day < '2020'
          ? [
              ['GET /api/v1/agreements/:slug/forecast', `${agreement}/forecast?asOf=${day}`] as [
                string,
                string,
              ],
            ]
          : []),
        ['GET /api/v1/agreements/:slug/exceptions', `${agreement}/exceptions?asOf=${day}`],
        [
          'GET /api/v1/agreements/:slug/comparison',
          `${agreement}/comparison?from=${day}&to=2021-02-01&limit=100`,
        ],
        ['GET /api/v1/agreements/:slug/commitments', `${agreement}/commitments?limit=100&asOf=${day}`],
      ]),
      ['GET /api/v1/reminders', '/api/v1/reminders?limit=100'],
      ['GET /api/v1/audit', '/api/v1/audit?limit=100'],
    ];
    for (const [route, url] of asked) {
      const answer = await inject({ method: 'GET', url, headers: await as('auditor@tracker') });
      expect([url, answer.statusCode, ...api.faultsOf(route, answer)]).toEqual([url, 200]);
    }
  });

  it('refuses as it says who may not call a route, or may not know of it', async () => {
    const faults: string[] = [];
    const met = new Set<number>();
    for (const row of rows) {
      const refused = callersOf(row, 'refused');
      // Nobody, who is not signed in, and one who is.
      const some = [refused[0], refused.find(({ who }) => who !== null), callersOf(row, 'missing')[0]];
      for (const caller of some.filter((each) => each !== undefined)) {
        const example = await exampleOf(world, row.route, caller.who);
        const answer = await inject(await requestOf(world, row.route, example, caller.who));
        met.add(answer.statusCode);
        faults.push(...api.faultsOf(row.route, answer));
      }
    }
    expect(faults).toEqual([]);
    expect([...met].sort()).toEqual([401, 403, 404]);
  });

  const updates = 'POST /api/v1/commitments/:id/updates';
  const statement = { status: 'in_progress', percent: 40 };
  it.each<[number, string, string, object, Record<string, string>]>([
    [400, 'misspelt input', updates, { ...statement, result: 'Xong.' }, { 'if-match': '*' }],
    [412, 'what was written on an older version', updates, statement, { 'if-match': '"0"' }],
    [422, 'what a rule forbids', updates, { ...statement, status: 'completed' }, { 'if-match': '*' }],
    [428, 'what names no version', updates, statement, {}],
    [422, 'a day before today', 'PUT /api/v1/demo/clock', { date: '2019-01-01' }, {}],
    [400, 'no day at all', 'POST /api/v1/reminder-runs', { date: '2019-02-30' }, {}],
    [400, 'what is no file', 'POST /api/v1/agreements/imports', {}, {}],
  ])('refuses with %i, as it says, %s', async (status, _, route, body, headers) => {
    const who = callersOf(
      rows.find((row) => row.route === route)!,
      'reached',
    )[0]!.who;
    const answer = await inject(await requestOf(world, route, { body: { ...body }, headers }, who));
    expect([answer.statusCode, ...api.faultsOf(route, answer)]).toEqual([status]);
  });

  async function inject(request: InjectOptions) {
    const { statusCode, body, headers } = await world.program.app.inject(request);
    return { statusCode, body, type: String(headers['content-type']) };
  }

  async function as(who: string): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await world.token(who)}` };
  }

  /** For whom the table promises it, in its order. */
  function callersOf(row: Row, outcome: Outcome): Caller[] {
    const { allowed = [] } = routesOf(world.program.app).find(({ name }) => name === row.route)!;
    return callers.filter(({ column, post }) => promised(row, allowed, column, post) === outcome);
  }
});
