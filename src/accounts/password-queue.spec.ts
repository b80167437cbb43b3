import { describe, expect, it } from '@jest/globals';
import { TooMany } from '../platform/errors.js';
import { inTurn } from './password-queue.js';

describe('hashing passwords', () => {
  it('is done for two at once, for 32 in turn, and for no more', async () => {
    let [running, most] = [0, 0];
    const finish: (() => void)[] = [];
    const act = async (n: number) => {
      most = Math.max(most, (running += 1));
      await new Promise<void>((resolve) => finish.push(resolve));
      running -= 1;
      return n;
    };
    const all = Array.from({ length: 40 }, (_, n) =>
      inTurn(() => act(n)).catch((error: unknown) => (error instanceof TooMany ? 'refused' : error)),
    );
    const refused = await Promise.all(all.slice(34));
    expect(refused).toEqual(Array.from({ length: 6 }, () => 'refused'));
    for (let done = 0; done < 34; done += 1) {
      while (finish.length === 0) await new Promise(setImmediate);
      finish.shift()!();
    }
    expect(await Promise.all(all.slice(0, 34))).toEqual(Array.from({ length: 34 }, (_, n) => n));
    expect(most).toBe(2);
  });

  it('goes on after one that failed', async () => {
    const failing = Array.from({ length: 5 }, () => inTurn(() => Promise.reject(new Error('no'))));
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(
      Array(5).fill('rejected'),
    );
    expect(await inTurn(async () => 'done')).toBe('done');
  });
});
