import type { VNode } from 'preact';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { describedBy, FieldError } from '../../web/components/field.js';
import { Icon } from '../../web/components/icon.js';
import { Written } from '../../web/components/written.js';
import { formatFigure, formatRange } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { besideBoxes, figureField, outOfField, readFigures } from './figure-values.js';
import { IndicatorChart } from './indicator-chart.view.js';
import { stepsOf } from './across.js';
import { aboutIn } from './indicator-words.js';
import type { IndicatorItem } from './indicator.types.js';
import { Figure } from './indicators.view.js';
import { cumulativeOf, rounded, withFigure, type PeriodFigure } from './standing.js';

interface FieldsProps {
  commitment: CommitmentDetail;
  /** Code of the side that reports. */
  party: string;
  period: ReportingPeriod;
  typed: FormValues;
  faults: FormFaults;
  language: Language;
}

interface Row {
  indicator: IndicatorItem;
  before: number | null;
  /** What was reported for this very period already. */
  stated: PeriodFigure | undefined;
  /** With what is typed, where that is a figure. */
  periods: PeriodFigure[];
}

/** In the form of a report: what the period brought, between what there was before and what it comes to. */
export function FigureFields(given: FieldsProps): VNode | null {
  const { commitment, party, period, language } = given;
  const props = { ...given, faults: besideBoxes(given.faults, given.typed, language) };
  const side = commitment.sides.find((one) => one.party === party);
  if (!side || side.indicators.length === 0) return null;
  const t = words(language).commitment.indicators.form;
  const rows = side.indicators.map((indicator) => rowOf(indicator, props));
  return (
    <section class="figures" aria-labelledby="chi-tieu-h">
      <h2 id="chi-tieu-h" class="n">
        {t.title(formatRange(period.from, period.to))}
      </h2>
      <p class="hint" id="chi-tieu-hint">
        {t.hint}
      </p>
      <DataTable
        caption={t.title(formatRange(period.from, period.to))}
        class="table-tight figure-table"
        rows={rows}
        rowKey={({ indicator }) => indicator.code}
        columns={columns(props)}
      />
      {rows.map((row) => (
        <Warning {...row} language={language} key={row.indicator.code} />
      ))}
    </section>
  );
}

function rowOf(indicator: IndicatorItem, { commitment, party, period, typed, language }: FieldsProps): Row {
  const steps = commitment.figures[party]?.[indicator.code] ?? [];
  const all: PeriodFigure[] = steps.map(({ cumulative: _cumulative, ...figure }) => figure);
  const others = all.filter((figure) => figure.period !== period.code);
  const own = readFigures(typed, language).figures.find(({ code }) => code === indicator.code);
  return {
    indicator,
    before: cumulativeOf(indicator, others),
    stated: all.find((figure) => figure.period === period.code),
    periods: own ? withFigure(all, { period: period.code, actual: own.actual, of: own.of ?? null }) : all,
  };
}

function columns(props: FieldsProps): Column<Row>[] {
  const { party, language } = props;
  const t = words(language).commitment.indicators;
  return [
    {
      key: 'name',
      head: t.columns.name,
      rowHead: true,
      cell: ({ indicator }) => (
        <span class="indicator-name">
          {indicator.name[language]}
          <small>
            <Written>{indicator.unit}</Written>, {t.adds[indicator.adds]}
          </small>
        </span>
      ),
    },
    {
      key: 'before',
      head: t.columns.before,
      numeric: true,
      phoneLabel: t.columns.before,
      cell: ({ before, indicator }) => <Figure figure={before} unit={indicator.unit} language={language} />,
    },
    {
      key: 'period',
      head: t.columns.period,
      phoneLabel: t.columns.period,
      cell: (row) => <Boxes {...props} row={row} />,
    },
    {
      key: 'cumulative',
      head: t.columns.cumulative,
      numeric: true,
      phoneLabel: t.columns.cumulative,
      cell: ({ indicator, periods }) => (
        <Figure figure={cumulativeOf(indicator, periods)} unit={indicator.unit} language={language} />
      ),
    },
    {
      key: 'plan',
      head: t.columns.plan,
      cell: ({ indicator, periods }) => (
        <IndicatorChart
          name={indicator.name[language]}
          party={party}
          steps={stepsOf(indicator, periods)}
          target={indicator.target}
          fromNothing={indicator.adds === 'sum'}
          language={language}
        />
      ),
    },
  ];
}

/** Of a ratio two: how many, out of how many. */
function Boxes({ row, typed, faults, language }: FieldsProps & { row: Row }): VNode {
  const { indicator, stated } = row;
  const t = words(language).commitment.indicators.form;
  const name = indicator.name[language];
  const box = (id: string, label: string) => (
    <input
      class="input n"
      id={id}
      name={id}
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label={label}
      value={typed[id] ?? ''}
      {...boxSays(id, faults[id])}
    />
  );
  const said = stated && [stated.actual, stated.of].flatMap((figure) => figure ?? []);
  return (
    <div class="figure-boxes">
      <span class="figure-line">
        {box(figureField(indicator.code), t.actual(name))}
        {indicator.adds === 'ratio' ? (
          <>
            <span>{t.of}</span> {box(outOfField(indicator.code), t.outOf(name))}
          </>
        ) : null}
      </span>
      {said ? (
        <small class="n">
          {t.stated(said.map((figure) => formatFigure(figure, language)).join(` ${t.of} `))}
        </small>
      ) : null}
      <FieldError id={figureField(indicator.code)} error={faults[figureField(indicator.code)]} />
      <FieldError id={outOfField(indicator.code)} error={faults[outOfField(indicator.code)]} />
    </div>
  );
}

function boxSays(id: string, error?: string) {
  const { 'aria-describedby': told, ...rest } = describedBy(id, false, error);
  return { ...rest, 'aria-describedby': ['chi-tieu-hint', told].filter(Boolean).join(' ') };
}

/** Where it is short of the plan so far. It can be sent all the same. */
function Warning({ indicator, periods, language }: Row & { language: Language }): VNode | null {
  const { pace, direction, unit, name } = indicator;
  const cumulative = cumulativeOf(indicator, periods);
  if (pace === null || cumulative === null) return null;
  const missing = rounded(direction === 'up' ? pace - cumulative : cumulative - pace);
  if (missing <= 0) return null;
  const t = words(language).commitment.indicators.form;
  const say = direction === 'up' ? t.short : t.over;
  return (
    <p class="figure-warning t-late">
      <Icon name="info" size={14} /> {say(name[language], aboutIn(missing, unit, language))}
    </p>
  );
}
