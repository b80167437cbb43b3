import type { FormFaults, KindOfFault, ReadFaults } from '../platform/http/forms.js';
import type { Language } from '../platform/text.js';
import { formatNumber } from './format.js';
import { words } from './i18n/words.js';

/** What is wrong with each field, and what to do about it, as its reader speaks. */
export function faultsInWords(faults: ReadFaults, language: Language): FormFaults {
  const { fault } = words(language).form;
  const said = Object.entries(faults).map(([field, found]) => [
    field,
    typeof found === 'string' ? found || fault : kindInWords(found, language),
  ]);
  return Object.fromEntries(said) as FormFaults;
}

function kindInWords(found: KindOfFault, language: Language): string {
  const { days, long, signs } = words(language).form;
  if (found.kind === 'signs') return signs;
  if (found.kind === 'day') return days[found.day].replace('{typed}', () => found.typed.trim());
  return long
    .replace('{over}', formatNumber(found.over, language))
    .replace('{most}', formatNumber(found.most, language));
}
