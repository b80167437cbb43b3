import autocannon from 'autocannon';
import { workRate } from './load.js';
import { withClients } from './plain.js';
import type { Program } from './program.js';
import type { Bench } from './reads.js';

export const WRITERS = 8;

export interface UpdateRow {
  what: string;
  lanes: number;
  ours: number;
  /** That each request sends to the database. */
  statements: number;
  /** A transaction of the least that must be written, over plain `pg` on as many connections. */
  plain: number;
}

export interface Item {
  id: number;
  code: string;
  version: number;
}

/** How a report is sent, and what says that it was taken. */
export interface Way {
  what: string;
  request: (item: Item) => autocannon.Request;
  taken: '2xx' | '3xx';
}

/** Updates with their events, all in one agreement, each connection on commitments of its own, one after the other. */
export async function updates(bench: Bench): Promise<UpdateRow[]> {
  const { program, databaseUrl, seconds } = bench;
  const token = await program.token('officer@hanoi.example');
  const all = await commitments(program.url, token);
  const half = all.length / 2;
  const rows: UpdateRow[] = [];
  for (const [way, own] of [
    [byProgram(token), all.slice(0, half)],
    [await byForm(program), all.slice(half)],
  ] as const) {
    // Others to warm up on: of requests cut off at its end nobody knows whether they were done.
    const [warmUp, items] = [own.slice(0, WRITERS * 4), own.slice(WRITERS * 4)];
    await updateRate(program.url, way, warmUp, 1);
    const before = await program.statements();
    const { rate, requests } = await updateRate(program.url, way, items, seconds);
    const statements = ((await program.statements()) - before) / requests;
    const plain = await plainUpdates(databaseUrl, items, seconds);
    rows.push({ what: way.what, lanes: WRITERS, ours: rate, statements, plain });
  }
  return rows;
}

const statement = ({ version }: Item) => ({
  status: 'in_progress',
  percent: 1 + (version % 90),
  results: `Kết quả ${version}.`,
});

export function byProgram(token: string): Way {
  return {
    what: 'report with its event, JSON',
    taken: '2xx',
    request: (item) => ({
      method: 'POST',
      path: `/api/v1/commitments/${item.id}/updates`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'if-match': `"${item.version}"`,
      },
      body: JSON.stringify(statement(item)),
    }),
  };
}

async function byForm(program: Program): Promise<Way> {
  const cookie = await program.cookie('officer@hanoi.example');
  const page = await fetch(`${program.url}/bench/cam-ket`, { headers: { cookie } });
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!;
  return {
    what: 'report with its event, form',
    taken: '3xx',
    request: (item) => {
      const { percent, ...texts } = statement(item);
      const fields = { _csrf: csrf, version: String(item.version), percent: String(percent), ...texts };
      return {
        method: 'POST',
        path: `/bench/cam-ket/${item.code}/cap-nhat`,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      };
    },
  };
}

export async function updateRate(
  url: string,
  { request, taken, what }: Way,
  items: Item[],
  seconds: number,
): Promise<{ rate: number; requests: number }> {
  let lanes = 0;
  const result = await autocannon({
    url,
    connections: WRITERS,
    duration: seconds,
    setupClient: (client) => {
      const lane = lanes++;
      let turn = 0;
      let own = items[lane]!;
      const next = () => {
        own = items[(lane + WRITERS * turn++) % items.length]!;
        client.setRequests([request(own)]);
      };
      next();
      client.on('response', () => {
        own.version += 1;
        next();
      });
    },
  });
  const requests = result[taken];
  const answered = result['1xx'] + result['2xx'] + result['3xx'] + result['4xx'] + result['5xx'];
  if (result.errors > 0 || answered !== requests)
    throw new Error(`${what}: ${result.errors} failed, ${JSON.stringify(result.statusCodeStats)}`);
  return { rate: requests / result.duration, requests };
}

/** Enough that none is updated more often than in years of use. A multiple of the writers, so that no two share one. */
const COMMITMENTS = 200 * WRITERS;

export async function commitments(url: string, token: string, agreement = 'bench'): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; items.length < COMMITMENTS;) {
    const list = `${url}/api/v1/agreements/${agreement}/commitments?status=in_progress&body=hn-so-cong-thuong&limit=100${cursor}`;
    const answer = await fetch(list, { headers: { authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { items: Item[]; nextCursor: string | null };
    items.push(...page.items);
    if (!page.nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return items.slice(0, items.length - (items.length % (2 * WRITERS)));
}

export function plainUpdates(databaseUrl: string, items: Item[], seconds: number): Promise<number> {
  const turns = Array.from({ length: WRITERS }, () => 0);
  return withClients(databaseUrl, WRITERS, (clients) =>
    workRate(WRITERS, seconds, async (lane) => {
      const client = clients[lane]!;
      const { id } = items[(lane + WRITERS * turns[lane]!++) % items.length]!;
      await client.query('begin');
      await client.query('select version from commitment where id = $1 for update', [id]);
      await client.query(insertUpdate, [id]);
      await client.query(insertEvent, [id]);
      await client.query('update commitment set version = version + 1 where id = $1', [id]);
      await client.query('commit');
    }),
  );
}

const insertUpdate = `
  insert into progress_update (commitment_id, side_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
  select commitment_id, id, '{"vi": "a", "en": "a"}', now(), current_date, 'in_progress', 5, 'x', '', '', ''
  from commitment_side where commitment_id = $1 and position = 1`;
const insertEvent = `
  insert into commitment_event (commitment_id, agreement_id, at, day, kind)
  select id, agreement_id, now(), current_date, 'updated' from commitment where id = $1`;
