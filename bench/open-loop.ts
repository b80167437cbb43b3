import autocannon from 'autocannon';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { mustBeClean, percentile } from './load.js';
import type { Bench } from './reads.js';
import { byProgram, commitments } from './updates.js';

/** Requests that come whether or not the ones before are answered: each counts from the moment at which it was due. */
export interface OpenLoopFigures {
  reads: { aSecond: number; p50Ms: number; p99Ms: number };
  writes: { aSecond: number; p50Ms: number; p99Ms: number };
}

const READS_A_SECOND = 490;
const WRITES_A_SECOND = 10;
const CONNECTIONS = 50;
const SECONDS = 20;

/** Readers of one agreement, and reports on its commitments, at a fixed rate. */
export async function openLoop({ program }: Bench): Promise<OpenLoopFigures> {
  const authorization = `Bearer ${await program.token('auditor@bench.example')}`;
  const cookie = await program.cookie('auditor@bench.example');
  const url = `${program.url}/bench/cam-ket?status=in_progress&sector=3&sort=due&limit=50`;
  const token = await program.token('officer@hanoi.example');
  const items = await commitments(program.url, token);
  const read = (seconds: number) =>
    autocannon({
      url,
      headers: { 'accept-encoding': 'br, gzip', cookie },
      connections: CONNECTIONS,
      overallRate: READS_A_SECOND,
      duration: seconds,
      requests: [
        { path: '/bench/cam-ket?status=in_progress&sector=3&sort=due&limit=50' },
        { path: '/bench/tong-quan' },
        { path: `/bench/cam-ket/${items[0]!.code}` },
        { path: '/api/v1/agreements/bench/dashboard', headers: { authorization } },
      ],
    });
  await read(2);
  const way = byProgram(token);
  const [reads, writes] = await Promise.all([
    read(SECONDS),
    writesAtRate(SECONDS * WRITES_A_SECOND, async (at) => {
      const { method, path, headers, body } = way.request(items[at % items.length]!);
      const answer = await fetch(program.url + path!, { method, headers, body } as RequestInit);
      await answer.arrayBuffer();
      if (answer.status !== 201) throw new Error(`report: ${answer.status}`);
      items[at % items.length]!.version += 1;
    }),
  ]);
  mustBeClean(reads, url);
  return {
    reads: {
      aSecond: reads['2xx'] / reads.duration,
      p50Ms: reads.latency.p50,
      p99Ms: reads.latency.p99,
    },
    writes: {
      aSecond: writes.length / SECONDS,
      p50Ms: percentile(writes, 50),
      p99Ms: percentile(writes, 99),
    },
  };
}

/** @returns how long each took, in milliseconds, from when it was due */
async function writesAtRate(count: number, write: (at: number) => Promise<void>): Promise<number[]> {
  const began = performance.now();
  const all = Array.from({ length: count }, async (_, at) => {
    const due = began + (at * 1000) / WRITES_A_SECOND;
    await pause(due - performance.now());
    await write(at);
    return performance.now() - due;
  });
  return Promise.all(all);
}
