import autocannon from 'autocannon';
import { mustBeClean, workRate } from './load.js';
import { withClients } from './plain.js';
import type { Bench } from './reads.js';

const WRITERS = 8;

export interface UpdateRow {
  what: string;
  lanes: number;
  ours: number;
  /** A transaction of the least that must be written, over plain `pg` on as many connections. */
  plain: number;
}

interface Item {
  id: number;
  version: number;
}

/** Updates with their events, all in one agreement, each connection on commitments of its own, one after the other. */
export async function updates({ program, databaseUrl, seconds }: Bench): Promise<UpdateRow> {
  const token = await program.token('officer@hanoi.example');
  const all = await commitments(program.url, token);
  // Others to warm up on: of requests cut off at its end nobody knows whether they were done.
  const [warmUp, items] = [all.slice(0, WRITERS * 4), all.slice(WRITERS * 4)];
  await updateRate(program.url, token, warmUp, 1);
  const ours = await updateRate(program.url, token, items, seconds);
  const plain = await plainUpdates(databaseUrl, items, seconds);
  return { what: 'update with its event', lanes: WRITERS, ours, plain };
}

async function updateRate(url: string, token: string, items: Item[], seconds: number): Promise<number> {
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
        client.setRequests([
          {
            method: 'POST',
            path: `/api/v1/commitments/${own.id}/updates`,
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'if-match': `"${own.version}"`,
            },
            body: JSON.stringify({
              status: 'in_progress',
              percent: 1 + (own.version % 90),
              results: `Kết quả ${own.version}.`,
            }),
          },
        ]);
      };
      next();
      client.on('response', () => {
        own.version += 1;
        next();
      });
    },
  });
  mustBeClean(result, 'updates');
  return result['2xx'] / result.duration;
}

/** Enough that none is updated more often than in years of use. A multiple of the writers, so that no two share one. */
const COMMITMENTS = 100 * WRITERS;

async function commitments(url: string, token: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; items.length < COMMITMENTS;) {
    const list = `${url}/api/v1/agreements/bench/commitments?status=in_progress&body=hn-so-cong-thuong&limit=100${cursor}`;
    const answer = await fetch(list, { headers: { authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { items: Item[]; nextCursor: string | null };
    items.push(...page.items);
    if (!page.nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return items.slice(0, items.length - (items.length % WRITERS));
}

function plainUpdates(databaseUrl: string, items: Item[], seconds: number): Promise<number> {
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
