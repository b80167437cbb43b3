import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { StandingEvidence } from '../commitment.types.js';

/** What is said of a document; all null where the evidence is a file alone. */
export type NamedDocument = Omit<StandingEvidence, 'id' | 'name'>;

/** Which document, of which day, from whom to whom; null where none is named. */
export function documentLine(said: NamedDocument, language: Language): string | null {
  const { number, issuedOn, issuer, recipient } = said;
  if (number === null || issuedOn === null || issuer === null) return null;
  const which = words(language).commitment.evidence.document(number, formatDay(issuedOn));
  return `${which}, ${issuer}${recipient ? ` → ${recipient}` : ''}`;
}

/** Evidence in one line: the document, else its file. */
export function evidenceName(said: Omit<StandingEvidence, 'id'>, language: Language): string {
  return documentLine(said, language) ?? said.name ?? '–';
}
