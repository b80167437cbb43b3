import type { Language } from '../../platform/text.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Change, ChangeValue } from './comparison.types.js';

/** What became of a commitment, without the values: these stand in columns of their own. */
export function changeHead({ what }: Change, sides: number, language: Language): string {
  const { comparison, exports: t } = words(language);
  if (what === 'completed' || what === 'reopened') return comparison.what[what](sides);
  if (what === 'deadline' || what === 'lead_body' || what === 'percent') return t.changes[what];
  return comparison.what[what];
}

/** A counted group, a percent, a deadline or a body, in words; null where there was nothing. */
export function changeValue(value: ChangeValue | null, language: Language): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return formatPercent(value, language);
  if (typeof value === 'string') return words(language).list.groups[value];
  return 'label' in value ? value.label[language] : value.name[language];
}
