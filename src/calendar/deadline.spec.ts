import { describe, expect, it } from '@jest/globals';
import { isDeadline, labelOf, lastDayOf, type Deadline } from './deadline.js';

const cases: [Deadline, string | null, string, string][] = [
  [{ precision: 'date', value: '2019-11-05' }, '2019-11-05', '05/11/2019', '05/11/2019'],
  [{ precision: 'date', value: '2020-02-29' }, '2020-02-29', '29/02/2020', '29/02/2020'],
  [{ precision: 'month', value: '2019-09' }, '2019-09-30', 'Tháng 9/2019', 'Sep 2019'],
  [{ precision: 'month', value: '2020-02' }, '2020-02-29', 'Tháng 02/2020', 'Feb 2020'],
  [{ precision: 'quarter', value: '2019-Q3' }, '2019-09-30', 'Quý III/2019', 'Q3 2019'],
  [{ precision: 'quarter', value: '2020-Q4' }, '2020-12-31', 'Quý IV/2020', 'Q4 2020'],
  [{ precision: 'year', value: '2020' }, '2020-12-31', 'Năm 2020', '2020'],
  [{ precision: 'year', value: '1900' }, '1900-12-31', 'Năm 1900', '1900'],
  [{ precision: 'quarter', value: '2100-Q4' }, '2100-12-31', 'Quý IV/2100', 'Q4 2100'],
  [{ precision: 'ongoing', value: null }, null, 'Thường xuyên', 'Continuing'],
];

const undated = { precision: 'ongoing', value: null } as const;
const labels: [Parameters<typeof labelOf>[0], string, string][] = [
  [
    { ...undated, undated: { reviewOn: '2019-12-05' } },
    'Chưa có thời hạn (xem lại 05/12/2019)',
    'No date yet (review 05/12/2019)',
  ],
  [{ ...undated, undated: { reviewOn: null } }, 'Chưa có thời hạn', 'No date yet'],
  [{ ...undated, undated: null }, 'Thường xuyên', 'Continuing'],
];

describe('a deadline still to be set', () => {
  it.each(labels)('%j reads %s / %s', (deadline, vi, en) => {
    expect(labelOf(deadline)).toEqual({ vi, en });
    expect(lastDayOf({ precision: deadline.precision, value: deadline.value })).toBeNull();
  });
});

describe('a deadline with precision', () => {
  it.each(cases)('%j ends on %s and reads %s / %s', (deadline, day, vi, en) => {
    expect(isDeadline(deadline)).toBe(true);
    expect(lastDayOf(deadline)).toBe(day);
    expect(labelOf(deadline)).toEqual({ vi, en });
  });

  it.each([
    { precision: 'date', value: '2019-02-29' },
    { precision: 'date', value: '2019-9-1' },
    { precision: 'month', value: '2019-13' },
    { precision: 'quarter', value: '2019-Q5' },
    { precision: 'date', value: '1899-12-31' },
    { precision: 'month', value: '0001-02' },
    { precision: 'quarter', value: '1899-Q4' },
    { precision: 'year', value: '2101' },
    { precision: 'year', value: null },
    { precision: 'ongoing', value: '2020' },
  ] as Deadline[])('refuses %j', (deadline) => {
    expect(isDeadline(deadline)).toBe(false);
  });
});
