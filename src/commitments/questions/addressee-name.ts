import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import type { QuestionItem } from './question.types.js';

/** Who is asked: a body by its name, or a side's committee office. */
export function addresseeName(
  { party, body }: QuestionItem['to'],
  sides: readonly Pick<SideItem, 'party' | 'partyName'>[],
  language: Language,
): string {
  if (body) return body.name[language];
  const side = sides.find((one) => one.party === party);
  return words(language).commitment.questions.office(side?.partyName[language] ?? party);
}
