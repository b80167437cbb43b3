import { describe, expect, it } from '@jest/globals';
import { readDeadline } from './deadline-in-words.js';

const period = { from: '2019-06-21', to: '2020-12-31' };
const read = (text: string) => readDeadline(text, period);

describe('a deadline as offices write it', () => {
  it.each([
    ['30/9/2019', 'date', '2019-09-30'],
    ['30.9.2019', 'date', '2019-09-30'],
    ['2019-09-30', 'date', '2019-09-30'],
    ['ngày 30 tháng 9 năm 2019', 'date', '2019-09-30'],
    ['Trước ngày 30/9/2019', 'date', '2019-09-30'],
    ['tháng 9/2019', 'month', '2019-09'],
    ['9/2019', 'month', '2019-09'],
    ['Tháng 12 năm 2019'.normalize('NFD'), 'month', '2019-12'],
    ['Sep 2019', 'month', '2019-09'],
    ['Quý III/2019', 'quarter', '2019-Q3'],
    ['QUÝ 4 năm 2019', 'quarter', '2019-Q4'],
    ['Q1 2020', 'quarter', '2020-Q1'],
    ['năm 2020', 'year', '2020'],
    ['2020', 'year', '2020'],
    ['Thường xuyên', 'ongoing', null],
  ])('keeps what was said: %s', (text, precision, value) => {
    expect(read(text)).toEqual({ due: { precision, value } });
  });

  it.each([
    ['', 'no_date'],
    ['30/6/2018', 'date_out_of_period'],
    ['quý II/2021', 'date_out_of_period'],
    ['năm 2018', 'date_out_of_period'],
    ['30/9/2109', 'impossible_year'],
    ['12/2091', 'impossible_year'],
    ['quý III/2190', 'impossible_year'],
    ['31/2/2019', 'unreadable_date'],
    ['13/2019', 'unreadable_date'],
    ['cuối năm', 'unreadable_date'],
    ['sớm', 'unreadable_date'],
  ])('guesses nothing: %s', (text, fault) => {
    expect(read(text)).toEqual({ fault });
  });

  it('takes a precision that reaches into the period', () => {
    expect(read('quý II/2019')).toEqual({ due: { precision: 'quarter', value: '2019-Q2' } });
    expect(read('31/12/2020')).toEqual({ due: { precision: 'date', value: '2020-12-31' } });
    expect(read('1/1/2021')).toEqual({ fault: 'date_out_of_period' });
  });
});
