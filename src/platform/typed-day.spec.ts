import { describe, expect, it } from '@jest/globals';
import { dayInBox, readTypedDay } from './typed-day.js';

describe('a day as people type it', () => {
  it.each([
    ['25/11/2019', '2019-11-25'],
    ['5/9/2019', '2019-09-05'],
    ['05/09/2019', '2019-09-05'],
    ['25-11-2019', '2019-11-25'],
    ['25.11.2019', '2019-11-25'],
    ['25–11–2019', '2019-11-25'],
    ['25 / 11 / 2019', '2019-11-25'],
    ['  25/11/2019\u00A0', '2019-11-25'],
    ['\u200E25/\u200E11/\u200E2019', '2019-11-25'],
    ['２５／１１／２０１９', '2019-11-25'],
    ['25112019', '2019-11-25'],
    ['29/02/2020', '2020-02-29'],
    ['2019-11-25', '2019-11-25'],
    ['01/01/1900', '1900-01-01'],
    ['31/12/2100', '2100-12-31'],
  ])('reads %j as %s', (typed, day) => {
    expect(readTypedDay(typed)).toEqual({ day });
  });

  it.each([
    ['31/02/2019', 'missing'],
    ['29/02/2019', 'missing'],
    ['31/11/2019', 'missing'],
    ['11/25/2019', 'missing'],
    ['00/11/2019', 'missing'],
    ['2019-02-30', 'missing'],
    ['25/11/19', 'year'],
    ['25/11/219', 'year'],
    ['25/11/20199', 'year'],
    ['31/12/1899', 'range'],
    ['01/01/2101', 'range'],
    ['20191125', 'range'],
    ['', 'shape'],
    ['25/11', 'shape'],
    ['ngày mai', 'shape'],
    ['25 tháng 11', 'shape'],
    ['2019/11/25', 'shape'],
    ['٢٥/١١/٢٠١٩', 'shape'],
    ['25/11/2019 10:00', 'shape'],
  ])('does not take %j for a day, and says why: %s', (typed, fault) => {
    expect(readTypedDay(typed)).toEqual({ fault });
  });

  it('is not looked for in what is longer than a day can be', () => {
    for (const typed of ['1'.repeat(100_000), 'a\u0301'.repeat(100), `${' '.repeat(40)}25/11/2019`])
      expect(readTypedDay(typed)).toEqual({ fault: 'shape' });
  });

  it('stands in its box with two figures for day and month', () => {
    expect(dayInBox('2019-09-05')).toBe('05/09/2019');
  });

  it('stands there as it was typed where it is no day', () => {
    expect(dayInBox('31/2/2019')).toBe('31/2/2019');
    expect(dayInBox('2019-02-31')).toBe('2019-02-31');
  });
});
