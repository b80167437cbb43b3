import { describe, expect, it } from '@jest/globals';
import { axisStart, labelsBeside, plot } from './trend-scales.js';

describe('the axis of the trend', () => {
  const trend = { planned: [], completed: [], from: '2019-01-01', to: '2020-12-31' };
  const on = (day: string) => [{ day, count: 1 }];

  it('starts in the month in which something first falls due or is done', () => {
    expect(axisStart({ ...trend, planned: on('2019-08-31') }, '2019-11-20')).toBe('2019-08-01');
    expect(
      axisStart({ ...trend, planned: on('2019-08-31'), completed: on('2019-07-09') }, '2019-11-20'),
    ).toBe('2019-07-01');
  });

  it('starts by the day of the figures where all is still to come, and never before the agreement', () => {
    expect(axisStart({ ...trend, planned: on('2020-03-31') }, '2019-11-20')).toBe('2019-11-01');
    expect(axisStart({ ...trend, planned: on('2018-12-15') }, '2019-11-20')).toBe('2019-01-01');
  });
});

describe('the labels beside the dots of the trend', () => {
  it.each([
    [40, 90],
    [90, 40],
    [60, 60],
    [60, 64],
    [plot.height, plot.height],
    [plot.height - 5, plot.height],
    [plot.top, plot.top],
  ])(
    'leave room for each other and for the months below, and stand in the order of the dots: %d, %d',
    (due, done) => {
      const labels = labelsBeside(due, done);
      expect(Math.abs(labels.due - labels.done)).toBeGreaterThanOrEqual(16);
      expect(Math.max(labels.due, labels.done)).toBeLessThanOrEqual(plot.height - 4);
      if (due !== done) expect(labels.due < labels.done).toBe(due < done);
    },
  );
});
