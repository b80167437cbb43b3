import type { VNode } from 'preact';
import type { SideItem } from '../commitment.types.js';
import type { Language } from '../../platform/text.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { MOST_SIDE_LINES } from '../../web/components/many-sides.js';
import { sideTone } from '../../web/components/side-marker.js';

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

const MOST_STEP = 10;
const WIDTH = 68;
const HEIGHT = 18;

/** Of many sides: a column each, in the order of the sides, and how many have reported. */
function ManySideGlyph({ sides, language }: GlyphProps): VNode {
  const t = words(language);
  const step = Math.min(MOST_STEP, WIDTH / sides.length);
  const reported = sides.filter(({ percent }) => percent !== null).length;
  return (
    <span class="glyph-many">
      <svg width={sides.length * step} height={HEIGHT} aria-hidden="true">
        {sides.map(({ party, percent }, i) => {
          const height = ((percent ?? 0) / 100) * (HEIGHT - 1);
          return (
            <g class={percent === null ? 'bar-none' : undefined} key={party}>
              <rect class="bar-track" x={i * step + 0.5} y="0.5" width={step - 2} height={HEIGHT - 1} />
              {percent === null ? null : (
                <rect
                  class="bar-first"
                  x={i * step + 0.5}
                  y={HEIGHT - 0.5 - height}
                  width={step - 2}
                  height={height}
                />
              )}
            </g>
          );
        })}
      </svg>
      <span class="glyph-said n">{t.sidesReported(reported, sides.length)}</span>
      <span class="sr">
        {sides
          .map(
            ({ partyName, percent }) =>
              `${partyName[language]}: ${percent === null ? t.noneYet : formatPercent(percent, language)}`,
          )
          .join('; ')}
      </span>
    </span>
  );
}

interface GlyphProps {
  sides: Pick<SideItem, 'party' | 'partyName' | 'percent'>[];
  language: Language;
}

/** The sides' percents on one axis, in the order of the sides. No statement is `chưa có`, never 0%. */
export function TwoSideGlyph({ sides, language }: GlyphProps): VNode {
  if (sides.length > MOST_SIDE_LINES) return <ManySideGlyph sides={sides} language={language} />;
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
