import type { BilingualText } from '../../platform/text.js';
import { excerptOf, marked } from './excerpt.js';
import type { Found, FoundKind } from './found.types.js';
import { queryWords } from './search-words.js';

/** How many of what is found are counted; of more it is said that there are more. */
export const MOST_COUNTED = 1000;

/** As the database has it; null where nothing that was said has it. */
export interface RawFound {
  in: Exclude<FoundKind, 'commitment'>;
  party: string | null;
  by: BilingualText | null;
  at: string | null;
  text: string;
}

export function foundOf(q: string, title: BilingualText, said: RawFound | null): Found {
  const words = queryWords(q);
  if (said === null)
    return { in: 'commitment', party: null, by: null, at: null, excerpt: marked(title.vi, words) };
  const { text, ...where } = said;
  return { ...where, excerpt: excerptOf(text, words) };
}
