import { describe, expect, it } from '@jest/globals';
import { Together } from './together.js';

describe('what is asked for one by one', () => {
  const done: (readonly number[])[] = [];
  let go: (() => void)[] = [];
  let fails = false;
  const together = new Together<number>(async (items) => {
    await new Promise<void>((resolve) => go.push(resolve));
    if (fails) throw new Error('away');
    done.push(items);
  });
  const letGo = async () => {
    for (const one of go) one();
    go = [];
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('is done at once, and what comes meanwhile together after it', async () => {
    const first = together.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const others = [together.add(2), together.add(3)];
    await letGo();
    await first;
    await letGo();
    await Promise.all(others);
    expect(done).toEqual([[1], [2, 3]]);
  });

  it('fails for those with whom it failed, and for nobody after them', async () => {
    fails = true;
    const failing = together.add(4).catch((error: Error) => error.message);
    await new Promise((resolve) => setImmediate(resolve));
    const after = together.add(5);
    await letGo();
    expect(await failing).toBe('away');
    fails = false;
    await letGo();
    await after;
    expect(done.at(-1)).toEqual([5]);
  });
});
