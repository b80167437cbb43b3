import { describe, expect, it } from '@jest/globals';
import { yearsToSettle, type Standing } from './standing.js';

const standing = (years: Record<number, Standing>) =>
  Object.entries(years).map(([year, of]) => ({ year: Number(year), standing: of }));

describe('the years of the working calendar for which something is left to do', () => {
  const known = standing({ 2026: 'decided', 2027: 'expected' });

  it.each([
    ['2026-01-01', []],
    ['2026-09-30', []],
    ['2026-10-01', [{ year: 2027, standing: 'expected' }]],
    ['2026-12-31', [{ year: 2027, standing: 'expected' }]],
    ['2027-01-01', [{ year: 2027, standing: 'expected' }]],
    [
      '2027-10-01',
      [
        { year: 2027, standing: 'expected' },
        { year: 2028, standing: 'missing' },
      ],
    ],
    ['2028-03-01', [{ year: 2028, standing: 'missing' }]],
  ])('on %s are %j', (day, years) => {
    expect(yearsToSettle(day, known)).toEqual(years);
  });

  it('are none once both years are decided', () => {
    const decided = standing({ 2026: 'decided', 2027: 'decided' });
    expect(yearsToSettle('2026-12-01', decided)).toEqual([]);
  });
});
