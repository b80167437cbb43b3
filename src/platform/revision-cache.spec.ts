import { describe, expect, it } from '@jest/globals';
import { RevisionCache } from './revision-cache.js';

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

  it('are bounded: the oldest goes first', async () => {
    const cache = new RevisionCache();
    for (let key = 0; key <= 500; key += 1) await cache.get([key], async () => key);
    expect(await cache.get([0], async () => 'anew')).toBe('anew');
    expect(await cache.get([500], async () => 'anew')).toBe(500);
  });
});
