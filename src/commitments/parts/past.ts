import { soundDays, type FormFaults } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { faultsInWords } from '../../web/faults.js';
import { enteredBefore, isOutOfOrder, type DaysAsked } from '../read/days.js';

/** Of a page's address: what the page can be made with, what is wrong with the rest, in words, and the status to answer with. */
export function soundPast<Query extends DaysAsked>(
  query: Query,
  language: Language,
  ...otherDays: (keyof Query & string)[]
): { sound: Query; faults: FormFaults; status: number } {
  const { sound, faults: wrong } = soundDays(query, 'asOf', 'knownAt', ...otherDays);
  const faults = faultsInWords(wrong, language);
  const status = Object.keys(wrong).length > 0 ? 400 : 200;
  if (!isOutOfOrder(sound)) return { sound, faults, status };
  return {
    sound: { ...sound, knownAt: undefined },
    faults: { ...faults, knownAt: enteredBefore[language] },
    status: status === 200 ? 422 : status,
  };
}
