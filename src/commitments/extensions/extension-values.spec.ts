import { describe, expect, it } from '@jest/globals';
import { deadlineFrom, extensionFrom } from './extension-values.js';

const asked = (fields: Record<string, string>) => deadlineFrom(extensionFrom(fields));

describe('the deadline asked for', () => {
  it.each([
    [{ precision: 'date', date: '2019-12-31' }, '2019-12-31'],
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
