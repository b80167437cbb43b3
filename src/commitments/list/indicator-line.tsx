import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentItem } from '../commitment.types.js';
import { figureIn } from '../indicators/indicator-words.js';

/**
 * How far one indicator is, of both sides together or of the first that has one, and how many more there are: one that is behind before
 * the others, for that is what a reader of a list looks for.
 */
export function IndicatorLine({
  item,
  language,
}: {
  item: CommitmentItem;
  language: Language;
}): VNode | null {
  const { sides, jointIndicators } = item;
  const own = sides.flatMap((side) => side.indicators.map((one) => ({ ...one, marker: `${side.marker} ` })));
  const all = [...jointIndicators.map((one) => ({ ...one, marker: '' })), ...own];
  const first = all.find((one) => one.state === 'behind') ?? all[0];
  if (!first) return null;
  const t = words(language).commitment.indicators;
  const { name, unit, cumulative, target, marker, state } = first;
  const figure = (value: number) => figureIn(value, unit, language);
  const reached = cumulative === null ? t.states.no_figures.toLowerCase() : figure(cumulative);
  const of = cumulative === null || target === null ? '' : `/${figure(target)}`;
  const others = new Set(own.map(({ code }) => code)).size - 1;
  return (
    <small class="indicator-line-short n" title={`${name[language]}: ${t.states[state]}`}>
      {t.title}: {marker}
      {reached}
      {of}
      {state === 'behind' ? `, ${t.states.behind.toLowerCase()}` : ''}
      {others > 0 ? ` +${others}` : ''}
    </small>
  );
}
