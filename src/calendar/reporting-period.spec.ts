import { describe, expect, it } from '@jest/globals';
import { latestClosedPeriod } from './reporting-period.js';

describe('the latest closed reporting period', () => {
  it.each([
    ['2019-11-20', '2019-10-15', '2019-11-14', '2019-11-20'],
    ['2019-11-15', '2019-10-15', '2019-11-14', '2019-11-20'],
    ['2019-11-14', '2019-09-15', '2019-10-14', '2019-10-20'],
    ['2020-01-10', '2019-11-15', '2019-12-14', '2019-12-20'],
    ['2020-03-15', '2020-02-15', '2020-03-14', '2020-03-20'],
  ])('as of %s runs from %s to %s and is due on %s', (asOf, from, to, dueOn) => {
    expect(latestClosedPeriod(asOf, 14, 20)).toEqual({ from, to, dueOn });
  });

  it('is due in the next month where the due day is not after the cut-off', () => {
    expect(latestClosedPeriod('2019-11-30', 28, 5)).toEqual({
      from: '2019-10-29',
      to: '2019-11-28',
      dueOn: '2019-12-05',
    });
  });
});
