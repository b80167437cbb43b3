import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { costOf } from './cost.js';

describe('what an act takes of the process', () => {
  it('counts work, and not waiting', async () => {
    const tower = `a${'\u0301\u0323'.repeat(15_000)}`;
    const { result, ms } = await costOf(async () => tower.normalize('NFC'));
    expect(result).not.toBe(tower);
    const waiting = await costOf(() => pause(2 * ms));
    expect(waiting.ms).toBeLessThan(ms);
  });
});
