import type { Language } from '../../platform/text.js';
import { formatFigure } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import { isPercent } from './standing.js';
import type { IndicatorAcross } from './indicator.js';

/** `9`, `83,3%`. */
export function figureIn(figure: number, unit: string, language: Language): string {
  return `${formatFigure(figure, language)}${isPercent(unit) ? '%' : ''}`;
}

/** How the sides go together, in words. */
export function acrossIn(
  { across, counts }: { across: IndicatorAcross; counts: string | null },
  sides: readonly Pick<SideItem, 'party' | 'partyName'>[],
  language: Language,
): string {
  const t = words(language).commitment.indicators.across;
  if (across === 'own') return t.own;
  if (across !== 'one') return t[across](sides.length);
  return t.one(sides.find(({ party }) => party === counts)?.partyName[language] ?? '–');
}
