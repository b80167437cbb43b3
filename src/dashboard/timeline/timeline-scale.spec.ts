import { describe, expect, it } from '@jest/globals';
import type { DueItem } from '../../commitments/commitment.types.js';
import { spanOf, timeScale } from './timeline-scale.js';
import type { TimelineItem } from './timeline.types.js';

const period = { from: '2019-01-01', to: '2020-12-31' };
const due = (precision: DueItem['precision'], value: string | null) => ({ precision, value }) as DueItem;
const item = (precision: DueItem['precision'], value: string, more: Partial<TimelineItem> = {}) =>
  ({
    due: due(precision, value),
    originalDue: null,
    completedOn: null,
    sides: [],
    ...more,
  }) as unknown as TimelineItem;

describe('a line in time', () => {
  it('has for a deadline all the days for which it was stated', () => {
    expect(spanOf(due('date', '2019-11-25'))).toEqual({ from: '2019-11-25', to: '2019-11-25' });
    expect(spanOf(due('month', '2020-02'))).toEqual({ from: '2020-02-01', to: '2020-02-29' });
    expect(spanOf(due('quarter', '2019-Q4'))).toEqual({ from: '2019-10-01', to: '2019-12-31' });
    expect(spanOf(due('year', '2020'))).toEqual({ from: '2020-01-01', to: '2020-12-31' });
    expect(spanOf(due('ongoing', null))).toBeNull();
    expect(spanOf(due('quarter', 'sometime'))).toBeNull();
  });

  it('begins and ends with the quarters of what is first and last, and has each quarter between them', () => {
    const items = [
      item('quarter', '2019-Q3'),
      item('date', '2020-02-10', { originalDue: due('date', '2019-04-30') }),
    ];
    const scale = timeScale({ items, asOf: '2019-11-20', period });
    expect([scale.from, scale.to]).toEqual(['2019-04-01', '2020-03-31']);
    expect(scale.quarters.map(({ from }) => from)).toEqual([
      '2019-04-01',
      '2019-07-01',
      '2019-10-01',
      '2020-01-01',
    ]);
    expect([scale.at('2019-04-01'), scale.at('2020-04-01')]).toEqual([0, 100]);
    expect(scale.at('2019-10-01')).toBeCloseTo((183 / 366) * 100, 1);
    expect(scale.named).toBe(true);
  });

  it('keeps its length where one day lies far away, and draws that at its edge', () => {
    const near = timeScale({ items: [item('year', '2020')], asOf: '2019-11-20', period });
    const far = timeScale({
      items: [item('year', '2020'), item('date', '2099-12-31'), item('year', '1900')],
      asOf: '2019-11-20',
      period,
    });
    expect([far.from, far.to]).toEqual([near.from, near.to]);
    expect([far.at('1900-01-01'), far.at('2099-12-31')]).toEqual([0, 100]);
  });

  it('names only years where quarters are many', () => {
    const items = [item('year', '2019'), item('year', '2022')];
    expect(
      timeScale({ items, asOf: '2019-11-20', period: { from: '2019-01-01', to: '2022-12-31' } }).named,
    ).toBe(false);
  });

  it('is there also without anything to draw', () => {
    const { from, to } = timeScale({ items: [], asOf: '2019-11-20', period });
    expect([from, to]).toEqual(['2019-10-01', '2019-12-31']);
  });
});
