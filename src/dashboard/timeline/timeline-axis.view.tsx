import type { VNode } from 'preact';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { formatShortDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { TimeScale } from './timeline-scale.js';

interface AxisProps {
  scale: TimeScale;
  asOf: Day;
  today: Day;
  language: Language;
}

const isYearStart = (day: Day) => day.endsWith('-01-01');

/** The lines behind every row, once in the page: rows refer to them. */
export function TimelineGrid({ scale, asOf }: Pick<AxisProps, 'scale' | 'asOf'>): VNode {
  const now = `${scale.at(asOf)}%`;
  return (
    <svg class="sprite" width="0" height="0" aria-hidden="true">
      <symbol id="tl-grid" width="100%" height="100%">
        {scale.quarters.map(({ from, start }) => (
          <line
            class={isYearStart(from) ? 'tl-year' : 'tl-quarter'}
            x1={`${start}%`}
            x2={`${start}%`}
            y1="0"
            y2="100%"
            key={from}
          />
        ))}
        <line class="tl-today" x1={now} x2={now} y1="0" y2="100%" />
      </symbol>
    </svg>
  );
}

/** Years above, quarters under them, the day of the figures at its line. */
export function TimelineAxis({ scale, asOf, today, language }: AxisProps): VNode {
  const t = words(language).timeline;
  const now = scale.at(asOf);
  const years = scale.quarters.filter(({ from }, index) => index === 0 || isYearStart(from));
  const width = (index: number) => (years[index + 1]?.start ?? 100) - years[index]!.start;
  return (
    <svg class="tl-axis" width="100%" height="44" aria-hidden="true">
      {years.map(({ from, start }, index) =>
        width(index) < 5 ? null : (
          <text class="tl-year-name" x={`${start}%`} dx="4" y="11" key={from}>
            {from.slice(0, 4)}
          </text>
        ),
      )}
      {scale.quarters.map(({ from, start, end }) => (
        <g key={from}>
          <line
            class={isYearStart(from) ? 'tl-year' : 'tl-quarter'}
            x1={`${start}%`}
            x2={`${start}%`}
            y1={isYearStart(from) ? 0 : 15}
            y2="44"
          />
          {scale.named ? (
            <text x={`${(start + end) / 2}%`} y="26" text-anchor="middle">
              <tspan class="tl-word">{t.quarter}</tspan>
              {t.quarters[(Number(from.slice(5, 7)) - 1) / 3]}
            </text>
          ) : null}
        </g>
      ))}
      <line class="tl-today" x1={`${now}%`} x2={`${now}%`} y1="30" y2="44" />
      <text
        class="tl-now"
        x={`${now}%`}
        dx={now > 70 ? -4 : 4}
        y="40"
        text-anchor={now > 70 ? 'end' : 'start'}
      >
        {(asOf === today ? t.today : t.atDay)(formatShortDay(asOf))}
      </text>
    </svg>
  );
}
