import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { addDays, type Day } from '../../platform/clock.js';
import { Fold } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { formatShortDay, monthLabel } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { completedGroups } from '../../commitments/parts/links.js';
import type { Dashboard } from '../dashboard.types.js';
import { listOf, type Scope } from './scope.js';
import { axisStart, countAt, labelsBeside, plot, stepsBetween, trendScales } from './trend-scales.js';
import { TrendTable } from './trend-table.js';

interface TrendProps {
  dashboard: Dashboard;
  scope: Scope;
  today: Day;
}

type Scales = ReturnType<typeof trendScales>;

/** Two cumulative step lines, labelled where they end, and a rule at the day of the figures. */
export function TrendChart({ dashboard, scope, today }: TrendProps): VNode {
  const t = words(scope.language).dashboard;
  const { asOf, dated } = dashboard;
  const trend = { ...dashboard.trend, from: axisStart(dashboard.trend, asOf) };
  const scales = trendScales(trend);
  const due = countAt(trend.planned, asOf);
  const done = countAt(trend.completed, asOf);
  return (
    <Section id="trend" title={t.trend} note={t.trendNote(dated)} class="trend-section">
      <Fold label={t.foldedTrend(due, done)} language={scope.language}>
        <div class="trend">
          <Levels scales={scales} />
          <svg
            class="trend-plot"
            height={plot.height + 22}
            role="group"
            aria-labelledby="trend-title trend-desc"
          >
            <title id="trend-title">{t.trendTitle}</title>
            <desc id="trend-desc">
              {t.trendDesc(formatDay(asOf), due, done, countAt(trend.planned, trend.to), formatDay(trend.to))}
            </desc>
            <Lines dashboard={dashboard} scales={scales} />
            <Months scales={scales} scope={scope} />
            <Labels dashboard={dashboard} scope={scope} today={today} scales={scales} />
          </svg>
        </div>
        <TrendTable dashboard={dashboard} language={scope.language} />
      </Fold>
    </Section>
  );
}

function Levels({ scales }: { scales: Scales }): VNode {
  return (
    <svg class="trend-levels" width="26" height={plot.height + 22} aria-hidden="true">
      {scales.levels.map((level) => (
        <text x="20" y={scales.y(level) + 4} text-anchor="end" key={level}>
          {level}
        </text>
      ))}
    </svg>
  );
}

/** Stretched to the width of the column; strokes keep their width. */
function Lines({ dashboard, scales }: { dashboard: Dashboard; scales: Scales }): VNode {
  const { trend, asOf } = dashboard;
  const from = axisStart(trend, asOf);
  return (
    <svg
      width="100%"
      height={plot.height}
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      preserveAspectRatio="none"
      class="trend-lines"
      aria-hidden="true"
    >
      {scales.levels.map((level) => (
        <path
          class={level === 0 ? 'trend-zero' : 'trend-level'}
          d={`M0 ${scales.y(level)}H${plot.width}`}
          key={level}
        />
      ))}
      <path class="trend-future" d={scales.path(stepsBetween(trend.planned, asOf, trend.to))} />
      <path class="trend-planned" d={scales.path(stepsBetween(trend.planned, from, asOf))} />
      <path class="trend-done" d={scales.path(stepsBetween(trend.completed, from, asOf))} />
      <path class="trend-now" d={`M${scales.x(asOf)} 0V${plot.height}`} />
    </svg>
  );
}

function Months({ scales, scope }: { scales: Scales; scope: Scope }): VNode {
  return (
    <g class="trend-months" aria-hidden="true">
      {scales.months.map((day, index) => {
        const year = index === 0 || day.slice(0, 4) !== scales.months[index - 1]?.slice(0, 4);
        return (
          <g class={index % 2 === 1 ? 'trend-odd' : undefined} key={day}>
            <line x1={scales.percent(day)} x2={scales.percent(day)} y1={plot.height} y2={plot.height + 4} />
            <text
              x={scales.percent(day)}
              y={plot.height + 17}
              text-anchor={scales.x(day) < 30 ? 'start' : 'middle'}
            >
              {monthLabel(day, scope.language, year)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Labels({ dashboard, scope, today, scales }: TrendProps & { scales: Scales }): VNode {
  const { trend, asOf } = dashboard;
  const t = words(scope.language).dashboard;
  const due = countAt(trend.planned, asOf);
  const done = countAt(trend.completed, asOf);
  const all = countAt(trend.planned, trend.to);
  const now = scales.percent(asOf);
  const beside = labelsBeside(scales.y(due), scales.y(done));
  const early = scales.x(asOf) < 240;
  const late = scales.x(asOf) > 680;
  return (
    <>
      <text class="trend-today" x={now} y="10" dx={late ? -5 : 5} text-anchor={late ? 'end' : 'start'}>
        {(asOf === today ? t.today : t.atDay)(formatShortDay(asOf))}
      </text>
      <circle class="trend-dot" cx={now} cy={scales.y(due)} r="3.5" />
      <circle class="trend-dot-done" cx={now} cy={scales.y(done)} r="3.5" />
      <a href={listOf(scope, { dueTo: asOf })}>
        <text x={now} y={beside.due} dx={early ? 7 : -8} text-anchor={early ? 'start' : 'end'}>
          {t.dueLabel(due)}
        </text>
      </a>
      <a class="t-done" href={listOf(scope, { group: completedGroups, dueTo: trend.to })}>
        <text x={now} y={beside.done} dx={late ? -8 : 8} text-anchor={late ? 'end' : 'start'}>
          {t.doneLabel(done)}
        </text>
      </a>
      {addDays(asOf, 60) > trend.to ? null : (
        <a href={listOf(scope, { dueTo: trend.to })}>
          <text x="100%" y={scales.y(all) - 4} text-anchor="end">
            {t.planLabel(all)}
          </text>
        </a>
      )}
    </>
  );
}
