import type { NamedCode } from '../../commitments/commitment.types.js';
import type { Language } from '../../platform/text.js';
import { wordFor, words } from '../../web/i18n/words.js';

/** A rule as a row names it: shorter than where the rules themselves are listed. */
export function ruleName({ code, name }: NamedCode, language: Language): string {
  return wordFor(words(language).reminders.waits, code) ?? name[language];
}
