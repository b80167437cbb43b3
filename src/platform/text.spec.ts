import { describe, expect, it } from '@jest/globals';
import { composed, hasTowerOfMarks, plainText, showsNothing } from './text.js';

describe('text that is taken in', () => {
  it('comes in NFC, with plain line ends and nothing blank around it', () => {
    expect(plainText(` \u00a0${'Đã họp'.normalize('NFD')}\r\n\rxong\n`, 20)).toBe('Đã họp\n\nxong');
  });

  it('is left alone where even a fourth of it is too long, or where marks pile up', () => {
    const long = ` ${'ộ'.normalize('NFD').repeat(14)}`;
    expect(plainText(long, 10)).toBe(long);
    const tower = `a${'\u0301\u0323'.repeat(50_000)} `;
    expect(plainText(tower, 1_000_000)).toBe(tower);
    expect(composed(tower, 1_000_000)).toBe(tower);
  });

  it('may have thirty marks on a letter, and no more', () => {
    expect(hasTowerOfMarks(`a${'\u0301'.repeat(30)}`)).toBe(false);
    expect(hasTowerOfMarks(`a${'\u0301'.repeat(31)}`)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['spaces and line ends', ' \u00a0\u3000\r\n\t'],
    ['a zero-width space', '\u200b'],
    ['a blank of Braille', '\u2800 \u2800'],
    ['a filler of Hangul', '\u3164\uffa0\u115f'],
    ['selectors of variants', '\ufe0f\ufe0f'],
    ['joiners and signs of direction', '\u200d\u2060\u202e\u2066\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a mark without a letter', '\u0301'],
    ['tags', '\u{e0041}'],
  ])('is none where it shows %s', (_, text) => {
    expect(showsNothing(text)).toBe(true);
    expect(plainText(text, 100)).toBe('');
  });

  it.each(['x', '.', 'ộ'.normalize('NFD'), '👍🏽', '–'])('is some where it shows %s', (text) => {
    expect(plainText(`${text}\u200b`, 100)).toContain(text.normalize('NFC'));
  });
});
