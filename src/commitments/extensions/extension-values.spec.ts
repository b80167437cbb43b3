import { describe, expect, it } from '@jest/globals';
import { deadlineFrom, extensionFrom, freshExtension } from './extension-values.js';

const asked = (fields: Record<string, string>) => deadlineFrom(extensionFrom(fields));

describe('the form that asks for a deadline', () => {
  const yearFor = (date: string, today: string) => freshExtension({ precision: 'quarter', date }, today).year;

  it('opens at the year of the present deadline where a later one can lie in it', () => {
    expect(yearFor('2019-09-30', '2019-11-20')).toBe('2019');
    expect(yearFor('2020-06-30', '2019-11-20')).toBe('2020');
  });

  it('never opens at a year that is past', () => {
    expect(yearFor('2019-09-30', '2020-01-02')).toBe('2020');
  });

  it('nor at a year that the present deadline has used up', () => {
    expect(yearFor('2019-12-31', '2019-11-20')).toBe('2020');
  });
});

describe('the deadline asked for', () => {
  it.each([
    [{ precision: 'date', date: '2019-12-31' }, '2019-12-31'],
    [{ precision: 'date', date: '31/12/2019' }, '2019-12-31'],
    [{ precision: 'month', month: '3', year: '2020' }, '2020-03'],
    [{ precision: 'quarter', quarter: '1', year: ' 2020 ' }, '2020-Q1'],
    [{ precision: 'year', year: '2020' }, '2020'],
  ])('is read from the boxes of its precision: %j', (fields, value) => {
    expect(asked(fields)).toEqual({ precision: fields.precision, value });
  });

  it('ignores what was typed into the boxes of another precision', () => {
    expect(asked({ precision: 'year', year: '2020', date: 'x', month: '13' })).toEqual({
      precision: 'year',
      value: '2020',
    });
  });

  it.each([
    [{}],
    [{ precision: 'ongoing' }],
    [{ precision: 'date', date: '2019-02-30' }],
    [{ precision: 'month', month: '', year: '2020' }],
    [{ precision: 'quarter', quarter: '5', year: '2020' }],
    [{ precision: 'year', year: '20' }],
  ])('is none where they hold none: %j', (fields) => {
    expect(asked(fields)).toBeNull();
  });
});
