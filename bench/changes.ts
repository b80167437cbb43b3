import { setTimeout as pause } from 'node:timers/promises';
import { withClients } from './plain.js';
import type { Bench } from './reads.js';
import { setFlush, SLOW_FLUSH_MS } from './slow-flush.js';
import { byProgram, commitments, plainUpdates, updateRate, WRITERS, type Item, type Way } from './updates.js';

/** Reports by as many connections, in one agreement or spread over several. */
export interface ChangesRow {
  agreements: number;
  /** By which each flush of the disk is lengthened. */
  flushMs: number;
  ours: number;
  /** A transaction of the least that must be written. */
  plain: number;
  /** Flushes for each change of ours: 1 where none shares one. */
  flushes: number;
}

const SIZES = [1, 8, 64];
/** What PostgreSQL counts is told a second later. */
const COUNTED_AFTER_MS = 1_100;

/** Do changes wait for each other? With the disk as it is, and with a flush that takes as long as an office's disk may need. */
export async function* changes(
  bench: Bench,
  agreements: number,
  dataDir: string,
): AsyncGenerator<ChangesRow> {
  const token = await bench.program.token('officer@hanoi.example');
  const lists: Item[][] = [];
  for (let n = 1; n <= agreements; n += 1)
    lists.push(await commitments(bench.program.url, token, n === 1 ? 'bench' : `bench-${n}`));
  for (const flushMs of [0, SLOW_FLUSH_MS]) {
    await setFlush(bench.databaseUrl, dataDir, flushMs);
    for (const size of SIZES.filter((each) => each <= agreements)) {
      const items = inTurn(lists.slice(0, size));
      const ours = await ourChanges(bench, token, items);
      const plain = await plainUpdates(bench.databaseUrl, items, bench.seconds);
      yield { agreements: size, flushMs, plain, ...ours };
    }
  }
  await setFlush(bench.databaseUrl, dataDir, 0);
}

async function ourChanges({ program, databaseUrl, seconds }: Bench, token: string, items: Item[]) {
  const way = onPresentVersion(byProgram(token));
  await updateRate(program.url, way, items, 1);
  const before = await flushesOf(databaseUrl);
  const { rate, requests } = await updateRate(program.url, way, items, seconds);
  return { ours: rate, flushes: ((await flushesOf(databaseUrl)) - before) / requests };
}

/** Whatever raised it: the same commitments are changed in every row. */
function onPresentVersion({ request, ...way }: Way): Way {
  const any = (item: Item) => {
    const sent = request(item);
    return { ...sent, headers: { ...sent.headers, 'if-match': '*' } };
  };
  return { ...way, request: any };
}

/** One of each agreement, then the next of each: no two connections have one commitment. */
function inTurn(lists: readonly Item[][]): Item[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, n) => lists.flatMap((list) => list[n] ?? [])).flat();
  return all.slice(0, all.length - (all.length % WRITERS));
}

function flushesOf(databaseUrl: string): Promise<number> {
  return withClients(databaseUrl, 1, async ([client]) => {
    await pause(COUNTED_AFTER_MS);
    const { rows } = await client!.query<{ flushes: number }>(
      `select sum(fsyncs)::float8 as flushes from pg_stat_io where object = 'wal'`,
    );
    return rows[0]!.flushes;
  });
}

export function asLine({ agreements, flushMs, ours, plain, flushes }: ChangesRow): string {
  const [a, b] = [ours, plain].map((n) => n.toFixed(0).padStart(5));
  const flush = flushMs ? `${flushMs} ms more` : 'as it is';
  return `changes in ${String(agreements).padStart(2)} agreements, flush ${flush.padEnd(9)}  ours ${a}/s, ${flushes.toFixed(2)} flushes each  plain ${b}/s  ratio ${(ours / plain).toFixed(2)}`;
}
