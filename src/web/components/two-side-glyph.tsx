import type { VNode } from 'preact';
import type { SideItem } from '../../commitments/commitment.types.js';
import type { Language } from '../../platform/text.js';
import { formatPercent } from '../format.js';
import { words } from '../i18n/words.js';
import { sideTone } from './side-marker.js';

/** A track with the share done; dashed and empty where nothing was stated. `mark`: the percent of last period. */
export function Bar({
  party,
  percent,
  mark,
  height = 6,
}: {
  party: string;
  percent: number | null;
  mark?: number | null;
  height?: number;
}): VNode {
  if (percent === null) {
    return (
      <svg class="bar bar-none" height={height} aria-hidden="true">
        <rect x="0.5" y="0.5" width="99%" height={height - 1} />
      </svg>
    );
  }
  return (
    <svg class="bar" height={height} aria-hidden="true">
      <rect class="bar-track" width="100%" height={height} />
      <rect class={`bar-${sideTone(party)}`} width={`${percent}%`} height={height} />
      {mark == null ? null : <rect class="bar-mark" x={`${mark}%`} width="2" height={height} />}
    </svg>
  );
}

/** Both sides' percents on one axis, in the order of the sides. No statement is `chưa có`, never 0%. */
export function TwoSideGlyph({
  sides,
  language,
}: {
  sides: Pick<SideItem, 'party' | 'partyName' | 'percent'>[];
  language: Language;
}): VNode {
  return (
    <span class="glyph">
      {sides.map((side) => (
        <span class="glyph-row" key={side.party}>
          <span class="sr">{side.partyName[language]}: </span>
          <Bar party={side.party} percent={side.percent} />
          <SidePercent percent={side.percent} language={language} />
        </span>
      ))}
    </span>
  );
}

function SidePercent({ percent, language }: { percent: number | null; language: Language }): VNode {
  if (percent === null) return <span class="glyph-none">{words(language).noneYet}</span>;
  return <span class="glyph-percent n">{formatPercent(percent, language)}</span>;
}
