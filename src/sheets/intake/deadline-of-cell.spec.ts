import { describe, expect, it } from '@jest/globals';
import { deadlineOf } from './deadline-of-cell.js';
import type { OwnCell } from './own.types.js';

const period = { from: '2019-06-21', to: '2020-12-31' };
const read = (text: string, kind: OwnCell['kind']) => deadlineOf({ text, kind }, period);

describe('a deadline in an office’s sheet', () => {
  it('is a date or a year of a workbook, and no formula', () => {
    expect(read('2019-11-15', 'day')).toEqual({ due: { precision: 'date', value: '2019-11-15' } });
    expect(read('2020', 'number')).toEqual({ due: { precision: 'year', value: '2020' } });
    expect(read('43738', 'number')).toEqual({ fault: 'unreadable_date' });
    expect(read('2019-11-15', 'formula')).toEqual({ fault: 'unreadable_date' });
    expect(deadlineOf(undefined, period)).toEqual({ fault: 'no_date' });
  });
});
