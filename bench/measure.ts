import { Agent, request } from 'node:http';
import pg from 'pg';
import { rate } from './load.js';

export interface Row {
  what: string;
  lanes: number;
  /** Requests per second of the program, over HTTP on loopback, on data that does not change. */
  ours: number;
  /** The same with a change each second, after which nothing kept is shown; null for changes themselves. */
  busy: number | null;
  /** The same SQL per second over plain `pg`, on as many connections. */
  plain: number;
}

interface Place {
  url: string;
  databaseUrl: string;
  officer: string;
  auditor: string;
  cookie: string;
  seconds: number;
}

const LANES = [2, 32];
const list = '/agreements/bench/commitments?status=in_progress&sector=3&sort=due&limit=50';
const pageList = '/bench/cam-ket?status=in_progress&sector=3&sort=due&limit=50';

/** Each figure twice, one after the other: the program, and what PostgreSQL alone does with the statements it sent. */
export async function* measure(place: Place): AsyncGenerator<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const bearer = { authorization: `Bearer ${place.auditor}` };
  const session = { cookie: `session=${place.cookie}` };
  const api = (path: string) => ({ url: `${place.url}/api/v1${path}`, headers: bearer });
  const one = (
    JSON.parse(await send(agent, api(`${list}&limit=1`.replace('limit=50&', '')))) as {
      items: { id: number }[];
    }
  ).items[0]!.id;
  const reads: [string, { url: string; headers: Record<string, string> }][] = [
    ['list of 50, JSON', api(list)],
    ['list of 50, page', { url: place.url + pageList, headers: session }],
    ['search, JSON', api('/agreements/bench/commitments?q=so%2099&limit=50')],
    ['one commitment, JSON', api(`/commitments/${one}`)],
    ['dashboard, JSON', api('/agreements/bench/dashboard')],
    ['dashboard, page', { url: `${place.url}/bench/tong-quan`, headers: session }],
  ];
  for (const [what, target] of reads) {
    await change(place.databaseUrl);
    const statements = await sentBy(() => send(agent, target));
    for (const lanes of LANES) {
      const ours = await rate(lanes, place.seconds, () => send(agent, target));
      const changing = setInterval(() => void change(place.databaseUrl), 1000);
      const busy = await rate(lanes, place.seconds, () => send(agent, target));
      clearInterval(changing);
      const plain = await plainRate(place.databaseUrl, lanes, place.seconds, statements);
      yield { what, lanes, ours, busy, plain };
    }
  }
  yield await updates(agent, place);
  agent.destroy();
}

/** What every change does to an agreement: its revision is raised. */
async function change(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("update agreement set revision = revision + 1 where slug = 'bench'");
  await client.end();
}

interface Statement {
  text: string;
  values: unknown[];
}

/** The statements that a request sends to the database, as it sends them. */
async function sentBy(act: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const original = pg.Client.prototype.query;
  // oxlint-disable-next-line typescript/no-explicit-any
  pg.Client.prototype.query = function (this: pg.Client, text: any, values: any, ...rest: any[]) {
    const sql = typeof text === 'string' ? text : text?.text;
    if (sql) sent.push({ text: sql, values: Array.isArray(values) ? values : (text?.values ?? []) });
    return (original as (...all: unknown[]) => unknown).call(this, text, values, ...rest);
  } as typeof original;
  await act();
  pg.Client.prototype.query = original;
  return sent;
}

async function plainRate(
  url: string,
  lanes: number,
  seconds: number,
  statements: Statement[],
): Promise<number> {
  const clients = Array.from({ length: lanes }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const result = await rate(lanes, seconds, async (lane) => {
    for (const { text, values } of statements) await clients[lane]!.query(text, values);
  });
  await Promise.all(clients.map((client) => client.end()));
  return result;
}

const WRITERS = 8;

/** Updates with their events, all in one agreement; beside it five plain statements in one transaction. */
async function updates(agent: Agent, place: Place): Promise<Row> {
  const { items } = JSON.parse(
    await send(agent, {
      url: `${place.url}/api/v1/agreements/bench/commitments?status=in_progress&limit=100`,
      headers: { authorization: `Bearer ${place.auditor}` },
    }),
  ) as { items: { id: number; version: number }[] };
  const versions = items.map(({ version }) => version);
  const ours = await rate(WRITERS, place.seconds, async (lane) => {
    const { id } = items[lane]!;
    const headers = {
      authorization: `Bearer ${place.officer}`,
      'content-type': 'application/json',
      'if-match': `"${versions[lane]}"`,
    };
    const body = JSON.stringify({
      status: 'in_progress',
      percent: 1 + (versions[lane]! % 90),
      results: 'Kết quả của kỳ.',
    });
    await send(agent, {
      url: `${place.url}/api/v1/commitments/${id}/updates`,
      headers,
      method: 'POST',
      body,
    });
    versions[lane]! += 1;
  });
  const clients = Array.from(
    { length: WRITERS },
    () => new pg.Client({ connectionString: place.databaseUrl }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const plain = await rate(WRITERS, place.seconds, async (lane) => {
    const client = clients[lane]!;
    const { id } = items[lane + WRITERS]!;
    await client.query('begin');
    await client.query('select version from commitment where id = $1 for update', [id]);
    await client.query(
      `insert into progress_update (commitment_id, side_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
      select commitment_id, id, '{"vi": "a", "en": "a"}', now(), current_date, 'in_progress', 5, 'x', '', '', '' from commitment_side where commitment_id = $1 and position = 1`,
      [id],
    );
    await client.query(
      `insert into commitment_event (commitment_id, agreement_id, at, day, kind) select id, agreement_id, now(), current_date, 'updated' from commitment where id = $1`,
      [id],
    );
    await client.query('update commitment set version = version + 1 where id = $1', [id]);
    await client.query('commit');
  });
  await Promise.all(clients.map((client) => client.end()));
  return { what: 'update with its event', lanes: WRITERS, ours, busy: null, plain };
}

interface Target {
  url: string;
  headers: Record<string, string>;
  method?: string;
  body?: string;
}

function send(agent: Agent, { url, headers, method = 'GET', body }: Target): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if ((answer.statusCode ?? 500) >= 300)
          reject(new Error(`${answer.statusCode} ${url} ${text.slice(0, 300)}`));
        else resolve(text);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
