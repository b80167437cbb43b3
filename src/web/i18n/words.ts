import type { Language } from '../../platform/text.js';
import { en } from './en.js';
import { vi } from './vi.js';

/** All words of the pages in one language; both languages have the same shape, checked by the compiler. */
export type Words = typeof vi;

const dictionaries: Record<Language, Words> = { vi, en };

export function words(language: Language): Words {
  return dictionaries[language];
}
