import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Forecast } from './forecast.types.js';
import { numberOf } from './history.js';

const [WIDTH, HEIGHT, TOP, LEFT, RIGHT, BELOW] = [320, 84, 8, 34, 8, 18];

/** The percent that was reported, as steps over the term, beside an even pace to its last day, which is still to come. Nothing is drawn beyond the day of the figures. */
export function ForecastDrawing({ forecast, language }: { forecast: Forecast; language: Language }): VNode {
  const t = words(language).forecast;
  const { term, base, asOf, percent } = forecast;
  const [from, to, now] = [term.from, term.to, asOf].map(numberOf) as [number, number, number];
  const x = scaleLinear([from, Math.max(to, from + 1)], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, 100], [HEIGHT, TOP]);
  const at = (day: number, height: number) => `${x(day).toFixed(1)} ${y(height).toFixed(1)}`;
  const points = pointsOf(forecast, now);
  const path = line<Point>(
    ({ day }) => Number(x(day).toFixed(1)),
    (point) => Number(y(point.percent).toFixed(1)),
  ).curve(curveStepAfter);
  return (
    <svg
      class="forecast-drawing"
      width={WIDTH}
      height={HEIGHT + BELOW}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + BELOW}`}
      role="img"
      aria-labelledby="du-bao-hinh du-bao-hinh-mo-ta"
    >
      <title id="du-bao-hinh">{t.drawing}</title>
      <desc id="du-bao-hinh-mo-ta">{descriptionOf(forecast, language)}</desc>
      {[0, 50, 100].map((height) => (
        <g key={height}>
          <path class="forecast-grid" d={`M${LEFT} ${y(height)}H${WIDTH - RIGHT}`} />
          <text x={LEFT - 5} y={y(height) + 4} text-anchor="end">
            {formatPercent(height, language)}
          </text>
        </g>
      ))}
      <path class="forecast-even" d={`M${at(from, base)}L${at(to, 100)}`} />
      {now >= from ? <path class="forecast-now" d={`M${at(now, 0)}L${at(now, 100)}`} /> : null}
      <path class="forecast-line" d={path(points) ?? ''} />
      {points.length > 0 ? <circle class="forecast-dot" cx={x(now)} cy={y(percent)} r="3.5" /> : null}
      <text x={LEFT} y={HEIGHT + 14}>
        {formatDay(term.from)}
      </text>
      <text x={x(to)} y={HEIGHT + 14} text-anchor="end">
        {t.dueMark(formatDay(term.to))}
      </text>
    </svg>
  );
}

interface Point {
  day: number;
  percent: number;
}

/** None while a side has never reported: the overall percent counts it as 0, but nobody knows. */
function pointsOf({ line: steps, percent, unreported, term }: Forecast, now: number): Point[] {
  if (steps.length === 0 || unreported.length > 0) return [];
  return [
    ...steps.map((step) => ({
      day: Math.max(numberOf(step.day), numberOf(term.from)),
      percent: step.percent,
    })),
    { day: now, percent },
  ];
}

function descriptionOf(forecast: Forecast, language: Language): string {
  const { term, line: steps, percent, asOf, unreported } = forecast;
  const t = words(language).forecast;
  const [from, to] = [formatDay(term.from), formatDay(term.to)];
  if (unreported.length > 0) return t.description(from, to, t.unknown);
  const said = steps.map((step) => `${formatDay(step.day)}: ${formatPercent(step.percent, language)}`);
  return t.description(
    from,
    to,
    [...said, `${formatDay(asOf)}: ${formatPercent(percent, language)}`].join('; '),
  );
}
