import { performance } from 'node:perf_hooks';
import { median } from './load.js';
import { statementsOf, withClients } from './plain.js';
import { raiseRevision, type Bench } from './reads.js';

/** What whoever reads first after a change waits for: medians, in milliseconds. */
export interface FirstReaderRow {
  what: string;
  /** From the request to the end of its answer, alone on the machine. */
  wholeMs: number;
  /** Its statements, one after the other over plain `pg`. */
  databaseMs: number;
  statements: number;
}

const ROUNDS = 15;
/** A day on which much of the measured data stood otherwise. */
const DAYS_BACK = 45;

export async function firstReaders(bench: Bench): Promise<FirstReaderRow[]> {
  const { program, telltale, databaseUrl } = bench;
  const headers = {
    'accept-encoding': 'br, gzip',
    cookie: await program.cookie('auditor@bench.example'),
  };
  const then = new Date(Date.now() - DAYS_BACK * 86_400_000).toISOString().slice(0, 10);
  const pages: [string, string, ('one' | 'all')?][] = [
    ['overview', '/bench/tong-quan'],
    ['overview, all changed', '/bench/tong-quan', 'all'],
    ['overview as of a day', `/bench/tong-quan?asOf=${then}`],
    ['list', '/bench/cam-ket'],
    ['exceptions', '/bench/diem-nghen'],
    ['all agreements', '/tong-hop'],
  ];
  const rows: FirstReaderRow[] = [];
  for (const [what, path, changed] of pages) {
    const whole: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await raiseRevision(databaseUrl, changed);
      const began = performance.now();
      const answer = await fetch(program.url + path, { headers });
      await answer.arrayBuffer();
      whole.push(performance.now() - began);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    }
    // As the program, it has been asked before.
    await statementsOf(telltale, path, headers);
    await raiseRevision(databaseUrl, changed);
    const statements = await statementsOf(telltale, path, headers);
    rows.push({
      what,
      wholeMs: median(whole),
      databaseMs: await databaseMs(databaseUrl, statements),
      statements: statements.length,
    });
  }
  return rows;
}

/** As the program has it: each planned once a connection. */
function databaseMs(databaseUrl: string, statements: Awaited<ReturnType<typeof statementsOf>>) {
  return withClients(databaseUrl, 1, async ([client]) => {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      for (const [at, { text, values }] of statements.entries())
        await client!.query({ name: `first-${at}`, text, values });
      took.push(performance.now() - began);
    }
    return median(took);
  });
}
