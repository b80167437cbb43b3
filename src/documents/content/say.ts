import type { Language } from '../../platform/text.js';
import { en } from './say.en.js';
import type { Say } from './say.types.js';
import { vi } from './say.vi.js';

const all: Record<Language, Say> = { vi, en };

/** The sentences of documents in a language. */
export const sayIn = (language: Language): Say => all[language];
