import { performance } from 'node:perf_hooks';
import { percentile } from './load.js';
import { statementsOf, withClients } from './plain.js';
import { type Bench } from './reads.js';
import { frequentWords, rareWords } from './search-texts.js';

/** What one person who searches waits for, half of the time for words that stand in most texts; nothing of it is kept. */
export interface SearchRow {
  what: string;
  /** Of a hundred searches, the fifth slowest, in milliseconds, and the one in the middle. */
  p95Ms: number;
  p50Ms: number;
  /** The same of its statements alone, over plain `pg`. */
  plainP95Ms: number;
  plainP50Ms: number;
}

const ROUNDS = 20;

export async function searches(bench: Bench): Promise<SearchRow[]> {
  const headers = {
    'accept-encoding': 'br, gzip',
    authorization: `Bearer ${await bench.program.token('auditor@bench.example')}`,
  };
  const within = (q: string) => `/api/v1/agreements/bench/commitments?limit=20&q=${encodeURIComponent(q)}`;
  const across = (q: string) => `/api/v1/search?limit=20&q=${encodeURIComponent(q)}`;
  return [
    await search(bench, 'within one agreement', within, headers),
    await search(bench, 'across all agreements', across, headers),
  ];
}

async function search(
  { program, telltale, databaseUrl }: Bench,
  what: string,
  path: (q: string) => string,
  headers: Record<string, string>,
): Promise<SearchRow> {
  const queries = [...frequentWords, ...rareWords];
  const whole: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const q of queries) {
      const began = performance.now();
      const answer = await fetch(program.url + path(q), { headers });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path(q)}: ${answer.status}`);
      // The first round warms up.
      if (round > 0) whole.push(performance.now() - began);
    }
  const statements: Awaited<ReturnType<typeof statementsOf>>[] = [];
  for (const q of queries) {
    await statementsOf(telltale, path(q), headers);
    statements.push(await statementsOf(telltale, path(q), headers));
  }
  const plain = await withClients(databaseUrl, 1, async ([client]) => {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const each of statements) {
        const began = performance.now();
        for (const { text, values } of each) await client!.query(text, values);
        took.push(performance.now() - began);
      }
    return took;
  });
  return {
    what,
    p95Ms: percentile(whole, 95),
    p50Ms: percentile(whole, 50),
    plainP95Ms: percentile(plain, 95),
    plainP50Ms: percentile(plain, 50),
  };
}
