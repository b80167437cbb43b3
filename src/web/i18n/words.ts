import type { Language } from '../../platform/text.js';
import { en } from './en.js';
import { vi } from './vi.js';

/** All words of the pages in one language; both languages have the same shape, checked by the compiler. */
export type Words = typeof vi;

const dictionaries: Record<Language, Words> = { vi, en };

export function words(language: Language): Words {
  return dictionaries[language];
}

/** What a name out of an address stands for; nothing for one that is not in the list, such as `constructor`. */
export function wordFor<Word>(list: Record<string, Word>, name: string | undefined): Word | undefined {
  return name !== undefined && Object.hasOwn(list, name) ? list[name] : undefined;
}
