import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteWorld } from '../support/route-world.js';
import { Fuzzer, type Finding } from './fuzzer.js';
import { targetsOf } from './targets.js';

/** The same on every run, unless asked otherwise: `npm run fuzz -- --seed 7 --requests 50000`. */
const seed = Number(process.env.FUZZ_SEED ?? 20_191_120);
const requests = Number(process.env.FUZZ_REQUESTS ?? 3000);

describe(`bad input (seed ${seed}, ${requests} requests)`, () => {
  let world: RouteWorld;
  const level = process.env.LOG_LEVEL;
  beforeAll(async () => {
    process.env.LOG_LEVEL ??= 'fatal';
    world = await RouteWorld.start({ works: true });
  }, 120_000);
  afterAll(async () => {
    if (level === undefined) delete process.env.LOG_LEVEL;
    await world?.stop();
  });

  it(
    'is answered with a clear refusal, never a fault of ours, and changes nothing',
    async () => {
      const fuzzer = new Fuzzer(world, seed);
      await fuzzer.run(requests);
      process.stderr.write(
        `answers: ${[...fuzzer.statuses]
          .sort()
          .map(([status, count]) => `${status} × ${count}`)
          .join(', ')}\n`,
      );
      expect(told(fuzzer.findings)).toBe('');
      expect([...fuzzer.reached].sort()).toEqual(
        targetsOf(world.program.app)
          .map(({ route }) => route)
          .sort(),
      );
      expect([...fuzzer.statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(requests);
    },
    600_000 + requests * 60,
  );
});

/** Each kind of finding once, with how often it was met and a line to send it again by hand. */
function told(findings: Finding[]): string {
  const kinds = Map.groupBy(
    findings,
    ({ what, name }) => `${what} · ${name.replace(/^[^:]*:/, '').slice(0, 60)}`,
  );
  return [...kinds.values()]
    .slice(0, 40)
    .map((same) => {
      const { what, name, who, curl } = same[0]!;
      return `${what} (${same.length} ×)\n  ${name.slice(0, 3000)}\n  as ${who ?? 'nobody'}\n  ${curl.slice(0, 600)}`;
    })
    .join('\n\n');
}
