import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { DecisionLevel } from './matter.types.js';

/** Of three or more parties it is not two committees that must decide together. */
export function levelName(level: DecisionLevel, sides: number, language: Language): string {
  const t = words(language).commitment.matters;
  return level === 'both_committees' && sides > 2 ? t.everyCommittee : t.levels[level];
}
