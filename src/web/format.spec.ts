import { describe, expect, it } from '@jest/globals';
import { beginning, formatInstant, formatLongDay, formatNumber, formatRange, formatRate } from './format.js';

describe('numbers and days as each language writes them', () => {
  it('writes a comma for decimals and a point for thousands in Vietnamese', () => {
    expect(formatNumber(1234.5, 'vi')).toBe('1.234,5');
    expect(formatRate(11 / 18, 'vi')).toBe('61,1%');
  });

  it('writes them the other way round in English', () => {
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
    expect(formatRate(11 / 18, 'en')).toBe('61.1%');
  });

  it('shows no rate where nothing was owed', () => {
    expect(formatRate(null, 'vi')).toBe('–');
  });

  it('names the weekday of a day', () => {
    expect(formatLongDay('2019-11-20', 'vi')).toBe('Thứ Tư, 20/11/2019');
    expect(formatLongDay('2019-12-15', 'en')).toBe('Sunday, 15/12/2019');
  });

  it('shows an instant as the clock in Việt Nam does, over midnight too', () => {
    expect(formatInstant('2019-11-12T02:15:00Z')).toBe('12/11/2019 09:15');
    expect(formatInstant('2019-11-12T18:30:00Z')).toBe('13/11/2019 01:30');
  });

  it('says the year once where both ends of a range have it', () => {
    expect(formatRange('2019-10-15', '2019-11-14')).toBe('15/10–14/11/2019');
    expect(formatRange('2019-12-15', '2020-01-14')).toBe('15/12/2019–14/01/2020');
  });

  it('shortens a text to its beginning, at the end of a word, and only where it is too long', () => {
    expect(beginning('Chậm kinh phí.', 14)).toBe('Chậm kinh phí.');
    expect(beginning('Chậm kinh phí, thiếu nhân lực.', 16)).toBe('Chậm kinh phí,…');
    expect(beginning('Chậm kinh phí', 9)).toBe('Chậm kinh…');
    expect(beginning('Một\nhai ba', 6)).toBe('Một…');
    expect(beginning('👍'.repeat(9), 4)).toBe('👍👍👍👍…');
  });
});
