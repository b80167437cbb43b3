import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ExportQueries } from '../src/exchange/export.queries.js';
import { routeInputs } from '../src/platform/http/openapi-limits.js';
import { browse, differences, steady, type Seen } from './support/browse.js';
import { otherAgreement } from './support/other-agreement.js';
import { callers } from './support/permission-callers.js';
import { promised, readTable, type Row } from './support/permission-table.js';
import { routesOf } from './support/route-list.js';
import type { RouteExample } from './support/route-examples.js';
import { exampleOf, fill, send, type Answer } from './support/route-walk.js';
import { RouteWorld } from './support/route-world.js';

// Thousands of requests: on a busy machine they take their time.
jest.setTimeout(120_000);

const table = readTable();
const reads = table.filter(({ route }) => route.startsWith('GET '));

/** Words of which each stands in one place only. Searches ask for their beginnings, so that an echo is no leak. */
const marks = {
  other: otherAgreement.mark,
  first: 'Zqtbxx',
  noteHanoi: 'Zqhnxx',
  noteNghean: 'Zqnaxx',
  noteDanang: 'Zqddxx',
  /** A contribution that waits: its own side's, and those who oversee. */
  contribution: 'Zqphxx',
  /** What an office says to a body that it chases: its recipients read it, in their mail. */
  chase: 'Zqdcxx',
};
type Mark = keyof typeof marks;

const notes: Mark[] = ['noteHanoi', 'noteNghean', 'noteDanang'];
/** What must not come to each reader's eyes. */
const hidden: [string | null, Mark[]][] = [
  [null, Object.keys(marks) as Mark[]],
  ['nongnghiep@hanoi', ['other', 'noteNghean', 'noteDanang']],
  ['coordinator@hanoi', ['other', 'noteNghean', 'noteDanang']],
  ['leader@nghean', ['other', 'noteHanoi', 'noteDanang', 'contribution', 'chase']],
  ['coordinator@danang', ['first', 'noteHanoi', 'noteNghean', 'contribution', 'chase']],
  ['auditor@tracker', [...notes, 'chase']],
  ['admin@tracker', [...notes, 'chase']],
];

interface Ids {
  first: number;
  other: number;
}

/** Says something marked wherever the program takes a text. */
async function sayMarked(world: RouteWorld, ids: Ids): Promise<void> {
  const statement = (mark: string) => ({
    status: 'in_progress',
    percent: 47,
    results: mark,
    difficulties: mark,
    proposals: mark,
    nextSteps: mark,
  });
  const asked = (mark: string) => ({ due: { precision: 'date', date: '2021-03-31' }, reason: mark });
  const said: [string, string, object][] = [
    ['nongnghiep@hanoi', `${ids.first}/updates`, statement(marks.first)],
    ['nongnghiep@hanoi', `${ids.first}/extension-requests`, asked(marks.first)],
    ['khoahoc@hanoi', `${ids.first}/updates`, statement(marks.contribution)],
    ['nongnghiep@hanoi', `${ids.first}/notes`, { text: marks.noteHanoi }],
    ['coordinator@nghean', `${ids.first}/notes`, { text: marks.noteNghean }],
    ['congthuong@danang', `${ids.other}/updates`, statement(marks.other)],
    ['congthuong@danang', `${ids.other}/extension-requests`, asked(marks.other)],
    ['leader@danang', `${ids.other}/notes`, { text: marks.noteDanang }],
  ];
  for (const [who, path, body] of said) {
    const answer = await world.ask(who, 'POST', `/api/v1/commitments/${path}`, body, { 'if-match': '*' });
    expect([path, answer.status]).toEqual([path, 201]);
  }
  const chase = {
    body: 'hn-so-nong-nghiep-va-ptnt',
    commitments: [ids.first],
    text: marks.chase,
    when: 'now',
  };
  const { status } = await world.ask(
    'coordinator@hanoi',
    'POST',
    '/api/v1/agreements/2016-tb-tu/chases',
    chase,
  );
  expect(status).toBe(201);
}

describe('what is not for a reader', () => {
  let world: RouteWorld;
  let ids: Ids;
  let routesThatSearch: Set<string>;

  beforeAll(async () => {
    world = await RouteWorld.startAlone({ works: true });
    ids = { other: await world.importOther(), first: await world.commitmentId('4.02') };
    await sayMarked(world, ids);
    const inputs = routeInputs(world.program.app).filter(({ query }) => query.length > 0);
    routesThatSearch = new Set(inputs.map(({ method, path }) => `${method} ${path}`));
    // Mails and ledger rows of both agreements.
    const { status } = await world.ask('admin@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-25' });
    expect(status).toBe(200);
  });
  afterAll(() => world?.stop());

  it('is there to be found by who may', async () => {
    const found = async (who: string, url: string) => (await world.ask(who, 'GET', url)).text;
    const one = (id: number) => `/api/v1/commitments/${id}`;
    expect(await found('leader@hanoi', one(ids.first))).toContain(marks.first);
    expect(await found('leader@hanoi', `${one(ids.first)}/notes`)).toContain(marks.noteHanoi);
    expect(await found('leader@nghean', `${one(ids.first)}/notes`)).toContain(marks.noteNghean);
    expect(await found('leader@danang', `${one(ids.other)}/notes`)).toContain(marks.noteDanang);
    for (const who of ['leader@hanoi', 'auditor@tracker', 'admin@tracker'])
      expect(await found(who, `${one(ids.first)}/contributions`)).toContain(marks.contribution);
    for (const who of ['leader@danang', 'auditor@tracker', 'admin@tracker'])
      expect(await found(who, one(ids.other))).toContain(marks.other);
  });

  const searches = [
    'q=zqdn',
    'q=zqtb',
    'q=zqhn',
    'q=zqph',
    'party=danang',
    'body=dn-trade',
    'limit=1&sort=-due',
  ];

  /** A route that reads none of a query is asked all of it at once. */
  const searchesOf = (route: string) => (routesThatSearch.has(route) ? searches : [searches.join('&')]);

  /** The addresses of a route that reads, of either agreement, each with whatever a stranger might ask of it. */
  async function addresses({ route }: Row): Promise<Map<string, string[]>> {
    const example = await exampleOf(world, route, 'auditor@tracker').catch((): RouteExample => ({}));
    const urls = new Map<string, string[]>();
    for (const slug of ['2016-tb-tu', otherAgreement.slug])
      for (const code of ['4.02', '1.01'])
        for (const id of [ids.first, ids.other])
          urls.set(fill(route, { token: 'x', ...example.params, slug, code, id }), searchesOf(route));
    if (!route.includes(':slug') && (route.includes('reminders') || route.includes('don-doc')))
      urls.set(fill(route, example.params ?? {}), [
        ...searches,
        `commitment=${ids.first}`,
        `commitment=${ids.other}`,
        'recipient=coordinator@danang.example',
        'recipient=coordinator@hanoi.example',
        `recipient=${await world.userId('coordinator@danang')}&day=2019-11-26`,
        `recipient=${await world.userId('coordinator@hanoi')}&day=2019-11-28`,
        'day=2019-11-26',
        'cursor=999999999999',
      ]);
    return urls;
  }

  it.each(hidden)('comes out to %s by no route, by no filter and in no message', async (who, forbidden) => {
    const session = who === null ? undefined : await world.session(who);
    const told: string[] = [];
    let asked = 0;
    const ask = async (url: string) => {
      const headers = session ? { cookie: session.cookie } : {};
      const answer = await world.program.app.inject({ method: 'GET', url, headers });
      asked += 1;
      expect([url, answer.statusCode < 500]).toEqual([url, true]);
      const whole = (JSON.stringify(answer.headers) + answer.body).toLowerCase();
      for (const mark of forbidden)
        if (whole.includes(marks[mark].toLowerCase())) told.push(`${url} tells ${mark}`);
      return answer.statusCode;
    };
    for (const row of reads) {
      for (const [url, queries] of await addresses(row)) {
        const isShown = (await ask(url)) < 400;
        // Who is refused the address is refused whatever he asks of it: of that, two are asked.
        for (const query of isShown || url.includes('don-doc') ? queries : queries.slice(0, 2))
          await ask(`${url}?${query}`);
      }
    }
    expect(told).toEqual([]);
    expect(asked).toBeGreaterThan(200);
  });

  it('is in no mail to anybody else, and no internal note is in any', () => {
    const mailsTo = (domain: RegExp) =>
      world.program.smtp.mails.filter(({ envelope }) => domain.test(envelope.to.join()));
    const [own, foreign] = [mailsTo(/@(hanoi|nghean)\./), mailsTo(/@danang\./)];
    expect([own.length > 0, foreign.length > 0]).toEqual([true, true]);
    const text = (mails: typeof own) =>
      mails.map((mail) => `${mail.subject} ${mail.text} ${mail.html}`).join();
    expect(text(own)).not.toContain(marks.other);
    expect(text(foreign)).toContain(marks.other);
    for (const mark of [marks.first, ...notes.map((note) => marks[note])]) {
      expect(text(foreign)).not.toContain(mark);
      if (mark !== marks.first) expect(text(own)).not.toContain(mark);
    }
  });

  it('is of the audit log, in mails, its last entry alone: allowed by name, one for all mails of a day', () => {
    const digests = world.program.smtp.mails.filter(({ headers }) => headers.has('x-audit-head'));
    expect(digests.length).toBeGreaterThan(2);
    for (const { headers, text, html } of digests) {
      const head = String(headers.get('x-audit-head'));
      const [entry, hash] = /^(\d+) ([0-9a-f]{64})$/.exec(head)!.slice(1) as [string, string];
      for (const body of [text!, String(html)]) {
        const rest = body.replace(head, '');
        expect([body === rest, rest.includes(entry + ' '), /[0-9a-f]{32}/.test(rest)]).toEqual([
          false,
          false,
          false,
        ]);
      }
      expect(JSON.stringify([...headers].filter(([name]) => name !== 'x-audit-head'))).not.toContain(hash);
    }
    const byDay = Map.groupBy(digests, ({ subject }) => /\d\d\/\d\d\/\d{4}/.exec(subject!)![0]);
    for (const [, of] of byDay)
      expect(new Set(of.map(({ headers }) => headers.get('x-audit-head'))).size).toBe(1);
  });

  it('is in no exported file: internal notes belong to no agreement', async () => {
    const exports = world.program.app.get(ExportQueries, { strict: false });
    for (const name of ['2016-tb-tu', otherAgreement.slug]) {
      const file = JSON.stringify(await exports.agreement(name));
      for (const note of notes) expect(file).not.toContain(marks[note]);
    }
  });

  it('is in no row of the audit log, the events or the reminders, where it is an internal note', async () => {
    const rows = await world.value<string>(
      `select string_agg(t, ' ') from (select to_jsonb(a)::text t from audit_entry a union all
        select to_jsonb(e)::text from commitment_event e union all select to_jsonb(r)::text from reminder r) all_rows`,
    );
    for (const mark of [...notes, 'chase'] as const) expect(rows).not.toContain(marks[mark]);
  });

  it('is counted in no total: a search for it finds nothing, and the sum of the own is the total', async () => {
    for (const [who, others] of [
      ['nongnghiep@hanoi', 'zqna'],
      ['coordinator@hanoi', 'zqna'],
      ['leader@nghean', 'zqhn'],
    ] as const) {
      const list = (query: string) =>
        world.ask(who, 'GET', `/api/v1/agreements/2016-tb-tu/commitments?${query}`).then(({ json }) => json);
      for (const query of ['q=zqdn', `q=${others}`, 'q=zqdd', 'party=danang', 'body=dn-trade'])
        expect([query, await list(encodeURI(query))]).toMatchObject([query, { items: [], total: 0 }]);
      const dashboard = await world.ask(who, 'GET', '/api/v1/agreements/2016-tb-tu/dashboard');
      expect([(await list('limit=1')).total, dashboard.json.total]).toEqual([44, 44]);
      const { json } = await world.ask(who, 'GET', '/api/v1/reminders?limit=1');
      let rows = 0;
      for (let cursor = ''; cursor !== 'end';) {
        const page = await world.ask(who, 'GET', `/api/v1/reminders?limit=100${cursor}`);
        rows += page.json.items.length;
        cursor = page.json.nextCursor === null ? 'end' : `&cursor=${page.json.nextCursor}`;
      }
      expect([who, json.total]).toEqual([who, rows]);
    }
  });

  it('is not reached by the cursor of another', async () => {
    const own = '/api/v1/agreements/2016-tb-tu/commitments?limit=1&sort=due';
    const { json } = await world.ask('leader@danang', 'GET', own.replace('2016-tb-tu', otherAgreement.slug));
    const cursors = [
      json.nextCursor,
      Buffer.from(JSON.stringify(['due', '2019-01-01', ids.other])).toString('base64url'),
    ];
    for (const cursor of cursors.filter(Boolean)) {
      const answer = await world.ask('leader@hanoi', 'GET', `${own}&cursor=${cursor}`);
      expect(answer.text).not.toContain(marks.other);
    }
  });

  it('gets the same answer as what does not exist, by every route that hides it', async () => {
    const faults: string[] = [];
    let compared = 0;
    for (const row of table) {
      const { allowed = [] } = routesOf(world.program.app).find(({ name }) => name === row.route) ?? {};
      for (const caller of callers) {
        if (promised(row, allowed, caller.column, caller.post) !== 'missing') continue;
        const example = withParams(row.route, await exampleOf(world, row.route, caller.who));
        const real = plain(row.route, example, await send(world, row.route, example, caller));
        for (const none of withoutThing(row.route, example, caller.column === 'no party')) {
          const answer = plain(row.route, none, await send(world, row.route, none, caller));
          compared += 1;
          if (answer !== real) faults.push(`${row.route} as ${caller.name}:\n${real}\n${answer}`);
        }
      }
    }
    expect(faults.slice(0, 3).join('\n\n')).toBe('');
    expect(compared).toBeGreaterThan(100);
  });

  function withParams(route: string, example: RouteExample): RouteExample {
    const isCommitments = route.includes('/api/v1/commitments/:id');
    const known = { slug: '2016-tb-tu', code: '4.02', ...(isCommitments && { id: ids.first }) };
    return { ...example, params: { ...known, ...example.params } };
  }
});

/** The same request for what does not exist: each part of the address in turn, or only the last for who knows the rest. */
function withoutThing(route: string, example: RouteExample, ofAll: boolean): RouteExample[] {
  const missing: Record<string, string> = { slug: '2016-tb-tx', code: '9.99' };
  const none = (name: string) => missing[name] ?? '2147480000';
  const names = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const { params, query } = example;
  return [
    ...names.slice(ofAll ? 0 : -1).map((name) => ({ ...example, params: { ...params, [name]: none(name) } })),
    ...(query?.recipient ? [{ ...example, query: { ...query, recipient: none('recipient') } }] : []),
  ];
}

/** All of an answer, but for what was asked for. */
function plain(route: string, { params = {}, query = {} }: RouteExample, answer: Answer): string {
  const address = fill(route, params);
  const asked = [`${address}?${new URLSearchParams(query as Record<string, string>)}`];
  // And the page of its form, to which a refusal leads back.
  for (let up = route; up.includes(':'); up = up.slice(0, up.lastIndexOf('/'))) asked.push(fill(up, params));
  const echoes = asked.flatMap((echo) => [encodeURIComponent(echo), echo.replaceAll('&', '&amp;'), echo]);
  const text = echoes.reduce((rest, echo) => rest.replaceAll(echo, ':here'), steady(answer.text));
  return JSON.stringify({ ...answer, text });
}

describe('what others do', () => {
  let world: RouteWorld;
  const readers = ['nongnghiep@hanoi', 'coordinator@hanoi', 'leader@nghean'];
  const overseers = ['auditor@tracker', 'admin@tracker'];
  /** Pages that tell of accounts, of the record or of the program, and what ends a session. */
  const apart = /^\/(assets|ngon-ngu|api|dang-|trinh-dien|nhat-ky|quan-tri|tai-khoan)/;
  let json: string[];

  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    const id = await world.commitmentId('4.02');
    const own = '/api/v1/agreements/2016-tb-tu';
    json = [
      '/api/v1/agreements',
      own,
      `${own}/commitments?limit=100`,
      `${own}/commitments?q=a&sort=-due&limit=3`,
      `${own}/dashboard`,
      `/api/v1/commitments/${id}`,
      `/api/v1/commitments/${id}/events`,
      '/api/v1/reminders',
    ];
  });
  afterAll(() => world?.stop());

  const look = async (all: string[]) => {
    const views = new Map<string, Map<string, Seen>>();
    for (const who of all) views.set(who, await browse(world, who, json, apart));
    return views;
  };
  const changed = (before: Map<string, Map<string, Seen>>, after: Map<string, Map<string, Seen>>) =>
    [...before].flatMap(([who, seen]) =>
      differences(seen, after.get(who)!).map((fault) => `${who}: ${fault}`),
    );

  it('leaves not a letter of any page or answer different where it is an internal note of another side', async () => {
    const outsiders = ['nongnghiep@nghean', 'leader@nghean', ...overseers];
    const before = await look(outsiders);
    const url = `/api/v1/commitments/${await world.commitmentId('4.02')}/notes`;
    for (const who of ['nongnghiep@hanoi', 'leader@hanoi', 'coordinator@hanoi'])
      expect((await world.ask(who, 'POST', url, { text: marks.noteHanoi })).status).toBe(201);
    expect((await world.ask('leader@hanoi', 'DELETE', `${url}/2`)).status).toBe(204);
    expect(changed(before, await look(outsiders))).toEqual([]);
    expect([...before.values()].every((seen) => seen.size > 25)).toBe(true);
  });

  it('leaves not a letter of any page or answer different where it is in an agreement of other parties', async () => {
    const before = await look(readers);
    const other = await world.importOther();
    const body = { status: 'in_progress', percent: 30, results: marks.other };
    const url = `/api/v1/commitments/${other}`;
    const answers = [
      await world.ask('congthuong@danang', 'POST', `${url}/updates`, body, { 'if-match': '*' }),
      await world.ask('coordinator@danang', 'PUT', `${url}/plan-confirmation`),
      await world.ask('leader@danang', 'POST', `${url}/notes`, { text: marks.noteDanang }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 201]);
    expect(changed(before, await look(readers))).toEqual([]);
  });
});
