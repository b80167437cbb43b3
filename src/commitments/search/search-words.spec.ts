import { describe, expect, it } from '@jest/globals';
import { excerptOf, marked } from './excerpt.js';
import { queryWords, termQueries } from './search-words.js';

const shown = (text: string, q: string) =>
  marked(text, queryWords(q))
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('what is looked for', () => {
  it('is pairs of words side by side, the last perhaps only begun', () => {
    expect(termQueries(queryWords('Hội chợ xuân'))).toEqual({
      title: `'!_hoi_cho' & '!_cho_xuan':*`,
      asTyped: `'_hoi_cho' & '_cho_xuan':*`,
      apart: `'hoi' & 'cho' & 'xuan':*`,
    });
  });

  it('is a word alone as a whole, where it is too short to begin another', () => {
    expect(termQueries(['ho'])).toEqual({ title: `'!ho'`, asTyped: `'ho'`, apart: null });
    expect(termQueries(['hoa']).asTyped).toBe(`'hoa':*`);
    expect(termQueries(['3', '0']).apart).toBe(`'3' & '0':*`);
  });

  it('has at most twelve words, and nothing that PostgreSQL reads', () => {
    expect(queryWords(Array.from({ length: 40 }, (_, n) => `w${n}`).join(' '))).toHaveLength(12);
    expect(queryWords(`'a' & 'b':* | \\c`)).toEqual(['a', 'b', 'c']);
  });
});

describe('a text', () => {
  it.each([
    ['Hội chợ nông sản', 'hoi cho', '[Hội chợ] nông sản'],
    ['Hỗ trợ hồ tiêu', 'ho tieu', 'Hỗ trợ [hồ tiêu]'],
    ['chợ hội', 'hội chợ', '[chợ] [hội]'],
    ['Ủy ban và Uỷ ban', 'uỷ ban', '[Ủy ban] và [Uỷ ban]'],
    ['Số 45-KH/TU', '45 kh tu', 'Số [45-KH/TU]'],
    ['thương mại', 'thuong m', '[thương mại]'],
    ['a a a', 'a a', '[a a] a'],
    ['không có', 'zq', 'không có'],
    ['<b>hội</b>', 'hoi', '<b>[hội]</b>'],
  ])('%s, searched for %s, is marked %s', (text, q, expected) => {
    expect(shown(text, q)).toBe(expected);
  });

  it('is cut around the first place, between words', () => {
    const long = `${'trước đó '.repeat(40)}mở hội chợ xuân ${'sau đó '.repeat(60)}`;
    const whole = excerptOf(long, ['hoi', 'cho'])
      .map(({ text }) => text)
      .join('');
    expect(whole.length).toBeLessThan(230);
    expect(whole).toMatch(/^…(?:trước|đó) .*hội chợ xuân.* (?:sau|đó)…$/);
  });

  it('of one endless word is shown all the same', () => {
    expect(
      excerptOf('x'.repeat(1000), ['zq'])
        .map(({ text }) => text)
        .join(''),
    ).toMatch(/^x*…$/);
  });
});
