import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { RevisionCache } from './revision-cache.js';

const KIB = 1024;
const weigh = (text: string) => text.length;

describe('answers kept by revision', () => {
  it('are made once for a key, and anew for the next revision', async () => {
    const cache = new RevisionCache();
    let made = 0;
    const ask = (revision: number) => cache.get(['dashboard', 1, revision], async () => (made += 1));
    expect(await Promise.all([ask(7), ask(7), ask(7)])).toEqual([1, 1, 1]);
    expect(await ask(8)).toBe(2);
    expect(await ask(7)).toBe(1);
  });

  it('are not kept where making them failed', async () => {
    const cache = new RevisionCache();
    const fails = () => cache.get(['a'], async () => Promise.reject(new Error('no database')));
    await expect(fails()).rejects.toThrow('no database');
    expect(await cache.get(['a'], async () => 'there')).toBe('there');
  });

  it('fail for all who wait for them, and are made anew for the next', async () => {
    const cache = new RevisionCache();
    let made = 0;
    const ask = () =>
      cache.get(['a'], async () => {
        made += 1;
        await pause(5);
        throw new Error('no database');
      });
    const outcomes = await Promise.allSettled([ask(), ask()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(made).toBe(1);
    await expect(ask()).rejects.toThrow('no database');
    expect(made).toBe(2);
  });

  it('are kept for a while and no longer', async () => {
    const cache = new RevisionCache<string>({ most: 10, keptMs: 200 });
    await cache.get(['a'], async () => 'first');
    expect(await cache.get(['a'], async () => 'second')).toBe('first');
    await pause(250);
    expect(await cache.get(['a'], async () => 'second')).toBe('second');
  });

  it('are told apart by every part of their key', async () => {
    const cache = new RevisionCache<string>();
    const keys = [['a', 1], ['a', '1'], ['a', [1]], ['a1'], ['a', 1, null], [{ reader: 'a' }, 1]];
    for (const key of keys) await cache.get(key, async () => JSON.stringify(key));
    for (const key of keys) expect(await cache.get(key, async () => 'of another')).toBe(JSON.stringify(key));
  });

  it('are bounded: the oldest goes first', async () => {
    const cache = new RevisionCache();
    for (let key = 0; key <= 500; key += 1) await cache.get([key], async () => key);
    expect(await cache.get([0], async () => 'anew')).toBe('anew');
    expect(await cache.get([500], async () => 'anew')).toBe(500);
  });

  it('stay where they are asked for again', async () => {
    const cache = new RevisionCache<string>({ most: 2 });
    const ask = (key: string, answer = key) => cache.get([key], async () => answer);
    await ask('a');
    await ask('b');
    await ask('a');
    await ask('c');
    expect(await ask('a', 'anew')).toBe('a');
    expect(await ask('b', 'anew')).toBe('anew');
  });

  it('are bounded by what they weigh', async () => {
    const cache = new RevisionCache<string>({ most: 100 * KIB, weigh });
    const ask = (key: string, kib: number) => cache.get([key], async () => key.repeat(kib * KIB));
    await ask('a', 40);
    await ask('b', 40);
    await ask('c', 40);
    expect(await cache.get(['b'], async () => 'anew')).toHaveLength(40 * KIB);
    expect(await cache.get(['a'], async () => 'anew')).toBe('anew');
  });

  it('weigh their keys too, and something each: many small ones do not pile up', async () => {
    const cache = new RevisionCache<string>({ most: 100 * KIB, weigh });
    const ask = (key: string, answer: string) => cache.get([key], async () => answer);
    for (let n = 0; n < 80; n += 1) await ask(`small ${n}`, 'x');
    expect(await ask('small 0', 'anew')).toBe('anew');
    expect(await ask('small 79', 'anew')).toBe('x');
    await ask('k'.repeat(49 * KIB), 'x');
    expect(await ask('small 79', 'anew')).toBe('anew');
  });

  it('are given but not kept where one alone weighs too much', async () => {
    const cache = new RevisionCache<string>({ most: 10 * KIB, weigh });
    expect(await cache.get(['a'], async () => 'a'.repeat(11 * KIB))).toHaveLength(11 * KIB);
    expect(await cache.get(['a'], async () => 'anew')).toBe('anew');
  });

  it('reach those who wait, also where others push them out before they are made', async () => {
    const cache = new RevisionCache<string>({ most: 1 });
    const slow = cache.get(['slow'], () => pause(20, 'slow'));
    await cache.get(['quick'], async () => 'quick');
    expect(await slow).toBe('slow');
  });
});
