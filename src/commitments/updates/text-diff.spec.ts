import { describe, expect, it } from '@jest/globals';
import { diffTexts, type Run } from './text-diff.js';

const marked = (runs: Run[]) => runs.map(({ text, same }) => (same ? text : `[${text}]`)).join('');
const long = (seed: number) => Array.from({ length: 5000 }, (_, i) => (i * seed) % 10).join(' ');
const marks = (a: string, b: string) => diffTexts(a, b).map(marked);

describe('two versions of a text', () => {
  it('share everything when they are equal', () => {
    expect(marks('Không có khó khăn.', 'Không có khó khăn.')).toEqual([
      'Không có khó khăn.',
      'Không có khó khăn.',
    ]);
  });

  it('differ in the figures that were changed, each taken whole', () => {
    expect(
      marks('Đã đưa 15/20 sản phẩm, tăng 3 so với kỳ trước', 'Đã đưa 14/20 sản phẩm, tăng 2 so với kỳ trước'),
    ).toEqual([
      'Đã đưa [15/20] sản phẩm, tăng [3] so với kỳ trước',
      'Đã đưa [14/20] sản phẩm, tăng [2] so với kỳ trước',
    ]);
  });

  it('mark what only one of them has', () => {
    expect(marks('kỳ trước; hoàn tất hồ sơ nhãn hiệu.', 'kỳ trước.')).toEqual([
      'kỳ trước[; hoàn tất hồ sơ nhãn hiệu].',
      'kỳ trước.',
    ]);
  });

  it('differ whole when they share no word', () => {
    expect(marks('một hai', 'ba bốn')).toEqual(['[một hai]', '[ba bốn]']);
  });

  it('differ whole when one is empty', () => {
    expect(marks('', 'Mới.')).toEqual(['', '[Mới.]']);
  });

  it.each([
    ['a  b\n\nc', 'a b\nc'],
    ['tiếng Việt', 'tiếng Việt'.normalize('NFD')],
    ['a\u0301\u0301 \ud800 x', '\u0301 y 👍🏽'],
    ['', ''],
  ])('give both back unchanged: %j, %j', (a, b) => {
    expect(diffTexts(a, b).map((runs) => runs.map(({ text }) => text).join(''))).toEqual([a, b]);
  });

  it('differ throughout at the greatest length a report may have, where little of them is in the same place', () => {
    const [mine, theirs] = [long(3), long(7)];
    expect(marks(mine, theirs)).toEqual([`[${mine}]`, `[${theirs}]`]);
  });

  it('differ throughout where they differ in more words than anybody compares', () => {
    const words = (from: number) => Array.from({ length: 600 }, (_, i) => `${from + i}`).join(' ');
    const [mine, theirs] = [`Như trên ${words(0)}.`, `Như trên ${words(1000)}.`];
    expect(marks(mine, theirs)).toEqual([`[${mine}]`, `[${theirs}]`]);
  });

  it('differ only where they differ, however long they are', () => {
    const text = Array.from({ length: 4000 }, (_, i) => `chữ ${i % 97}`).join(' ');
    expect(marks(`${text} một ${text}`, `${text} hai ${text}`)).toEqual([
      `${text} [một] ${text}`,
      `${text} [hai] ${text}`,
    ]);
  });
});
