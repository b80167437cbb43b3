import { describe, expect, it } from '@jest/globals';
import { readTypedNumber } from './typed-number.js';

describe('a figure as it is typed', () => {
  it.each<[string, number]>([
    ['12', 12],
    ['0', 0],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['12.345.678', 12_345_678],
    ['12,345,678', 12_345_678],
    ['3,5', 3.5],
    ['3.5', 3.5],
    ['0,125', 0.125],
    ['0.125', 0.125],
    [' 1 234,5 ', 1234.5],
    ['1\u00a0234', 1234],
    ['1234.5678', 1234.5678],
    ['-2', -2],
  ])('is read in either language: %s', (typed, figure) => {
    expect(readTypedNumber(typed, 'vi')).toBe(figure);
    expect(readTypedNumber(typed, 'en')).toBe(figure);
  });

  it('is what the reader’s language writes, where it could be either', () => {
    expect([readTypedNumber('1.234', 'vi'), readTypedNumber('1.234', 'en')]).toEqual([1234, 1.234]);
    expect([readTypedNumber('1,234', 'vi'), readTypedNumber('1,234', 'en')]).toEqual([1.234, 1234]);
  });

  it.each([
    '',
    'ba',
    '1e400',
    'NaN',
    'Infinity',
    '1.23.4',
    '1,2,3',
    '1.2,3.4',
    '12.',
    ',5',
    '0x1F',
    '12%',
    '1'.repeat(41),
  ])('is none: %s', (typed) => {
    expect(readTypedNumber(typed, 'vi')).toBeUndefined();
    expect(readTypedNumber(typed, 'en')).toBeUndefined();
  });
});
