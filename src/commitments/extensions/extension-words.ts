import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';

/** The words about a request: one for the first date extends nothing. */
export function extensionWords(isForFirstDate: boolean, language: Language) {
  const { firstDate, ...extension } = words(language).commitment.extension;
  return isForFirstDate ? { ...extension, ...firstDate } : extension;
}
