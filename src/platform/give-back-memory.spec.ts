import { expect, it } from '@jest/globals';
import { giveBackMemory } from './give-back-memory.js';

it('collects at once what nobody holds any more', async () => {
  const used = () => process.memoryUsage().heapUsed / 2 ** 20;
  let left: object[] | undefined = Array.from({ length: 500_000 }, (_, n) => ({ n }));
  const before = used();
  expect(left).toHaveLength(500_000);
  left = undefined;
  await giveBackMemory();
  expect(used()).toBeLessThan(before - 10);
});
