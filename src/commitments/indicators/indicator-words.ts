import type { Language } from '../../platform/text.js';
import { formatFigure, formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import { isPercent } from './standing.js';
import type { IndicatorAcross } from './indicator.js';

/** `1.234,5678` as it was stated; a percent, which was worked out, as `83,3%`. */
export function figureIn(figure: number, unit: string, language: Language): string {
  return isPercent(unit) ? `${formatNumber(figure, language)}%` : formatFigure(figure, language);
}

/** What was worked out, and is as exact as anybody reads it: `2.659,4`. */
export function aboutIn(figure: number, unit: string, language: Language): string {
  return `${formatNumber(figure, language)}${isPercent(unit) ? '%' : ''}`;
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
