import { describe, expect, it } from '@jest/globals';
import type { Moment, Run } from './commitment-sections.js';
import { foldRuns } from './fold-runs.js';

const chase: Run = { kind: 'chases', text: (moments) => `${moments.length} chases` };
const reminder: Run = { kind: 'reminders', text: (moments) => `${moments.length} reminders` };

const moment = (day: string, run?: Run): Moment => ({
  key: day,
  day,
  marker: null,
  text: day,
  order: 0,
  run,
});

describe('a timeline', () => {
  it('shows three of one kind in a row as one row, with their number and days, that opens on all of them', () => {
    const three = ['20/12', '09/12', '02/12'].map((day) => moment(day, chase));
    expect(foldRuns(three)).toEqual([
      { key: 'run-20/12', day: '20/12', marker: null, text: '3 chases, 02/12–20/12', inside: three },
    ]);
  });

  it('leaves two as they are', () => {
    const two = ['09/12', '02/12'].map((day) => moment(day, chase));
    expect(foldRuns(two)).toEqual(two);
  });

  it('begins a new row where something else happened between, or another kind follows', () => {
    const days = (count: number, run?: Run) => Array.from({ length: count }, (_, n) => moment(`${n}`, run));
    const rows = foldRuns([...days(3, chase), ...days(1), ...days(4, chase), ...days(3, reminder)]);
    expect(rows.map(({ inside }) => inside?.length)).toEqual([3, undefined, 4, 3]);
  });

  it('never joins what has no kind', () => {
    expect(foldRuns(Array.from({ length: 5 }, () => moment('01/12')))).toHaveLength(5);
  });
});
