import { fold } from '../../platform/text.js';

/** More words than anybody looks for; each is a condition. */
const MOST_WORDS = 12;
const MOST_LETTERS = 80;
/** A word of fewer letters begins so many others that none is meant. */
const ENOUGH_TO_BEGIN = 3;

/** What stands between words, in folded text; `search_words` of the database has the same. */
export const separators =
  /[\u0020-\u002F\u003A-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F\uFF00-\uFF0F]+/u;

export function wordsOf(text: string): string[] {
  return fold(text).split(separators).filter(Boolean);
}

/** Words as they are looked for; of a query that has none, nothing. */
export function queryWords(query: string): string[] {
  return wordsOf(query)
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, MOST_LETTERS));
}

/** The conditions of a search, as PostgreSQL reads them; docs/rules.md §13. */
export interface TermQueries {
  /** In a title, side by side. */
  title: string;
  /** In any text, side by side. */
  asTyped: string;
  /** In own texts, in any order; null of one word, which is that already. */
  apart: string | null;
}

/** @param words at least one */
export function termQueries(words: readonly string[]): TermQueries {
  return {
    title: sideBySide(words, '!'),
    asTyped: sideBySide(words, ''),
    apart: words.length > 1 ? every(words) : null,
  };
}

/** Side by side, by their pairs; a word alone is itself. The last may be only begun. */
function sideBySide(words: readonly string[], mark: string): string {
  const pairs = words.slice(1).map((word, before) => `_${words[before]!}_${word}`);
  if (pairs.length === 0) return term(`${mark}${words[0]!}`, mayBegin(words[0]!));
  return pairs.map((pair, at) => term(`${mark}${pair}`, at === pairs.length - 1)).join(' & ');
}

function every(words: readonly string[]): string {
  return words.map((word, at) => term(word, at === words.length - 1 && mayBegin(word))).join(' & ');
}

const mayBegin = (word: string) => word.length >= ENOUGH_TO_BEGIN || /^\d+$/.test(word);

/** No word has a quote or a backslash: both stand between words. */
const term = (text: string, begins: boolean) => `'${text}'${begins ? ':*' : ''}`;
