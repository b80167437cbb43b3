import { performance } from 'node:perf_hooks';

/** Runs the same work over and over on some lanes at once for a while. @returns rounds per second */
export async function rate(
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
