import autocannon from 'autocannon';
import { performance } from 'node:perf_hooks';

export interface Target {
  url: string;
  headers: Record<string, string>;
}

const WARM_UP_SECONDS = 1;

/**
 * Requests per second over kept-alive connections on loopback, after a warm-up that is not counted.
 * @throws Error where any answer is not 2xx: a fast refusal is no figure
 */
export async function requestRate(target: Target, connections: number, seconds: number): Promise<number> {
  await autocannon({ ...target, connections, duration: WARM_UP_SECONDS });
  const result = await autocannon({ ...target, connections, duration: seconds });
  mustBeClean(result, target.url);
  return result['2xx'] / result.duration;
}

export function mustBeClean(result: autocannon.Result, url: string): void {
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${url}: ${result.non2xx} refused, ${result.errors} failed: ${JSON.stringify(result.statusCodeStats)}`,
    );
}

/** Runs the same work over and over on some lanes at once for a while. @returns rounds per second */
export async function workRate(
  lanes: number,
  seconds: number,
  work: (lane: number) => Promise<unknown>,
): Promise<number> {
  for (let lane = 0; lane < lanes; lane += 1) await work(lane);
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  let rounds = 0;
  const run = async (lane: number) => {
    while (performance.now() < until) {
      await work(lane);
      rounds += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  return (rounds * 1000) / (performance.now() - began);
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 50);

/** @param part of a hundred */
export function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))]!;
}
