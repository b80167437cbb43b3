import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { sideTone } from '../../web/components/side-marker.js';
import { formatFigure, monthLabel } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { PeriodItem } from './indicator.types.js';

interface ChartProps {
  name: string;
  party: string;
  /** Oldest first. */
  steps: readonly PeriodItem[];
  target: number | null;
  /** Whether the line starts from nothing, a period before the first figure. */
  fromNothing: boolean;
  language: Language;
}

const [WIDTH, HEIGHT, TOP, RIGHT] = [160, 44, 14, 8];

/** The cumulative figure as steps up to the last report, and the target as a dashed line. It ends there: no day is promised from it. */
export function IndicatorChart(props: ChartProps): VNode | null {
  const { steps, target, party, language } = props;
  const points = pointsOf(props);
  const last = points.at(-1);
  if (!last) return null;
  const first = points[0]!.month;
  const most = Math.max(target ?? 0, ...points.map(({ figure }) => figure)) || 1;
  const x = scaleLinear([first, Math.max(last.month, first + 1)], [2, WIDTH - RIGHT]);
  const y = scaleLinear([0, most], [HEIGHT, TOP]);
  const path = line<Point>(
    ({ month }) => Number(x(month).toFixed(1)),
    ({ figure }) => Number(y(figure).toFixed(1)),
  ).curve(curveStepAfter);
  const t = words(language).commitment.indicators;
  const said = steps.map(
    ({ period, cumulative }) =>
      `${monthLabel(period, language, true)} ${cumulative === null ? '–' : formatFigure(cumulative, language)}`,
  );
  const label = [
    t.chart(props.name, said.join(', ')),
    target === null ? '' : t.chartTarget(formatFigure(target, language)),
  ];
  return (
    <svg
      class={`indicator-chart bar-of-${sideTone(party)}`}
      width={WIDTH}
      height={HEIGHT + 16}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`}
      role="img"
      aria-label={label.filter(Boolean).join('; ')}
    >
      <path class="indicator-zero" d={`M0 ${HEIGHT}H${WIDTH}`} />
      {target === null ? null : (
        <>
          <path class="indicator-target" d={`M0 ${y(target).toFixed(1)}H${WIDTH}`} />
          <text x="0" y={Math.max(y(target) - 4, 10)}>
            {t.planLine(formatFigure(target, language))}
          </text>
        </>
      )}
      <path class="indicator-line" d={path(points) ?? ''} />
      <circle class="indicator-dot" cx={x(last.month)} cy={y(last.figure)} r="3.5" />
      {endsOf(steps).map(({ period }) => (
        <text
          x={x(monthOf(period))}
          y={HEIGHT + 13}
          text-anchor={x(monthOf(period)) > WIDTH / 2 ? 'end' : 'start'}
          dx={x(monthOf(period)) > WIDTH / 2 ? RIGHT : -2}
          key={period}
        >
          {monthLabel(period, language, false)}
        </text>
      ))}
    </svg>
  );
}

interface Point {
  month: number;
  figure: number;
}

function pointsOf({ steps, fromNothing }: ChartProps): Point[] {
  const points = steps.flatMap(({ period, cumulative }) =>
    cumulative === null ? [] : [{ month: monthOf(period), figure: cumulative }],
  );
  const [first] = points;
  return first && fromNothing ? [{ month: first.month - 1, figure: 0 }, ...points] : points;
}

/** The first and the last. */
const endsOf = (steps: readonly PeriodItem[]) => (steps.length > 1 ? [steps[0]!, steps.at(-1)!] : steps);

function monthOf(period: string): number {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return year * 12 + month;
}
