import { composed } from '../../platform/text.js';

/** As many lines of a heading: two columns of names, number, place and day, and the mark below them. */
const HEADING_LINES = 15;
/** Law 29/2018/QH14 on the protection of state secrets, Article 8: the three levels, as they are stamped. */
const marks = new Set(['MẬT', 'TỐIMẬT', 'TUYỆTMẬT']);
const NAMED = 'ĐỘMẬT';
/** Characters of a line, with all that stands around a mark. */
const MOST_OF_A_MARK = 300;

/**
 * Whether a text bears a mark of secrecy in its heading: a line of its own in capitals, however it is spaced and decorated
 * (`- T Ố I  M Ậ T -`), or one of the columns of such a line; after “Độ mật:” in any letters. Not the word in a sentence: mật ong, mật độ.
 */
export function bearsSecrecyMark(lines: Iterable<string>): boolean {
  let seen = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    if ([line, ...line.split('\t')].some(isMark)) return true;
    seen += 1;
    if (seen === HEADING_LINES) return false;
  }
  return false;
}

function isMark(text: string): boolean {
  if (text.length > MOST_OF_A_MARK) return false;
  const letters = composed(text, MOST_OF_A_MARK).replace(/[^\p{L}\p{N}]/gu, '');
  const upper = letters.toUpperCase();
  return upper.startsWith(NAMED) ? marks.has(upper.slice(NAMED.length)) : marks.has(letters);
}
