import { fold } from './text.js';

/** More words than anybody looks for; each is a condition. */
const MOST_WORDS = 12;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * The words of a search, folded, without the punctuation around them: `“Nông sản”,` finds what `nong san` does. Where there is
 * nothing else punctuation is what is looked for.
 */
export function searchWords(query: string): string[] {
  const words = fold(query).split(' ').filter(Boolean);
  const bare = words.map((word) => word.replace(edges, '')).filter(Boolean);
  return (bare.length > 0 ? bare : words).slice(0, MOST_WORDS);
}

/** A pattern of SQL for a text taken as it is, wherever it stands. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
