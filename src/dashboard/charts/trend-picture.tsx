import type { VNode } from 'preact';
import type { ExportFacts } from '../../exports/export.types.js';
import { paint } from '../../exports/paint.js';
import { legendHeight, PictureLegend, Words, type LegendEntry } from '../../exports/picture.js';
import type { Picture } from '../../exports/picture.types.js';
import type { Language } from '../../platform/text.js';
import { addDays } from '../../platform/clock.js';
import { formatShortDay, monthLabel } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { axisStart, countAt, labelsBeside, plot, stepsBetween, trendScales } from './trend-scales.js';

/** For the numbers of the levels. */
const LEFT = 30;
const WIDTH = LEFT + plot.width;
type Scales = ReturnType<typeof trendScales>;

interface TrendProps {
  dashboard: Dashboard;
  scales: Scales;
  language: Language;
}

/** Two cumulative step lines, labelled at the day of the figures: the chart of the overview, with its own legend. */
export function trendPicture(dashboard: Dashboard, facts: ExportFacts, language: Language): Picture {
  const trend = { ...dashboard.trend, from: axisStart(dashboard.trend, dashboard.asOf) };
  const scales = trendScales(trend);
  const entries = legendOf(language);
  const top = legendHeight(entries, WIDTH) + 8;
  const props = { dashboard, scales, language };
  return {
    facts,
    width: WIDTH,
    height: top + plot.height + 24,
    body: (
      <>
        <PictureLegend entries={entries} width={WIDTH} />
        <g transform={`translate(${LEFT} ${top})`}>
          <Axes {...props} />
          <Lines {...props} />
          <Labels {...props} />
        </g>
      </>
    ),
  };
}

const strokes = {
  planned: { fill: 'none', stroke: paint['ink-2'], 'stroke-width': 1.5 },
  ahead: { fill: 'none', stroke: '#8a979d', 'stroke-width': 1.5, 'stroke-dasharray': '5 3' },
  done: { fill: 'none', stroke: paint.done, 'stroke-width': 3 },
} as const;

function legendOf(language: Language): LegendEntry[] {
  const t = words(language).exports.legend;
  return (['planned', 'ahead', 'done'] as const).map((kind) => ({
    word: t[kind],
    shape: <path d="M0 6h18" {...strokes[kind]} />,
  }));
}

function Axes({ scales, language }: TrendProps): VNode {
  return (
    <>
      {scales.levels.map((level) => (
        <g key={level}>
          <path
            d={`M0 ${scales.y(level)}H${plot.width}`}
            stroke={level === 0 ? paint['ink-2'] : paint.line}
            fill="none"
          />
          <Words x={-8} y={scales.y(level) + 4} size={11} anchor="end" fill={paint['ink-2']}>
            {level}
          </Words>
        </g>
      ))}
      {scales.months.map((day, index) => (
        <g key={day}>
          <path d={`M${scales.x(day)} ${plot.height}v4`} stroke={paint['ink-3']} />
          <Words
            x={scales.x(day)}
            y={plot.height + 18}
            size={11}
            anchor={scales.x(day) < 30 ? 'start' : 'middle'}
            fill={paint['ink-2']}
          >
            {monthLabel(
              day,
              language,
              index === 0 || day.slice(0, 4) !== scales.months[index - 1]?.slice(0, 4),
            )}
          </Words>
        </g>
      ))}
    </>
  );
}

function Lines({ dashboard: { trend, asOf }, scales }: TrendProps): VNode {
  const from = axisStart(trend, asOf);
  const x = scales.x(asOf);
  return (
    <>
      <path {...strokes.ahead} d={scales.path(stepsBetween(trend.planned, asOf, trend.to))} />
      <path {...strokes.planned} d={scales.path(stepsBetween(trend.planned, from, asOf))} />
      <path {...strokes.done} d={scales.path(stepsBetween(trend.completed, from, asOf))} />
      <path d={`M${x} 0V${plot.height}`} stroke={paint.ink} stroke-dasharray="2 2" />
    </>
  );
}

function Labels({ dashboard: { trend, asOf }, scales, language }: TrendProps): VNode {
  const t = words(language).dashboard;
  const [due, done, all] = [
    countAt(trend.planned, asOf),
    countAt(trend.completed, asOf),
    countAt(trend.planned, trend.to),
  ];
  const x = scales.x(asOf);
  const beside = labelsBeside(scales.y(due), scales.y(done));
  const [early, late] = [x < 240, x > 680];
  return (
    <>
      <Words halo x={x + (late ? -5 : 5)} y={10} size={11} anchor={late ? 'end' : 'start'}>
        {t.atDay(formatShortDay(asOf))}
      </Words>
      <circle cx={x} cy={scales.y(due)} r="3.5" fill={paint['ink-2']} />
      <circle cx={x} cy={scales.y(done)} r="3.5" fill={paint.done} />
      <Words
        halo
        x={x + (early ? 7 : -8)}
        y={beside.due}
        anchor={early ? 'start' : 'end'}
        bold
        fill={paint['ink-2']}
      >
        {t.dueLabel(due)}
      </Words>
      <Words
        halo
        x={x + (late ? -8 : 8)}
        y={beside.done}
        anchor={late ? 'end' : 'start'}
        bold
        fill={paint['done-text']}
      >
        {t.doneLabel(done)}
      </Words>
      {addDays(asOf, 60) > trend.to ? null : (
        <Words halo x={plot.width} y={scales.y(all) - 4} anchor="end" bold fill={paint['ink-2']}>
          {t.planLabel(all)}
        </Words>
      )}
    </>
  );
}
