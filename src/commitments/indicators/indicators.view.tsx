import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Badge, type Tone } from '../../web/components/badge.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Section } from '../../web/components/section.js';
import type { IconName } from '../../web/components/icon.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail } from '../commitment.types.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { commitmentHref } from '../parts/links.js';
import { IndicatorChart } from './indicator-chart.view.js';
import { aboutIn, acrossIn, figureIn } from './indicator-words.js';
import type { IndicatorItem, JointIndicator } from './indicator.types.js';
import type { IndicatorState, Standing } from './standing.js';

/** One of a side, or, without a side, one of all sides together. */
type Row = { party: string; own: IndicatorItem } | { party: null; own: JointIndicator };
type Props = Pick<CommitmentPageProps, 'commitment' | 'frame'>;

/** What each side's part is measured by, how far it is, and what the sides make of it together. */
export function IndicatorsView({ commitment, frame, can }: CommitmentPageProps): VNode | null {
  const { language } = frame;
  const t = words(language).commitment.indicators;
  const rows: Row[] = [
    ...commitment.sides.flatMap(({ party, indicators }) => indicators.map((own) => ({ party, own }))),
    ...commitment.jointIndicators.map((own) => ({ party: null, own })),
  ];
  if (rows.length === 0 && !can.setIndicators) return null;
  const href = `${commitmentHref(commitment.agreement.slug, commitment.code)}/chi-tieu`;
  return (
    <Section
      id="chi-tieu"
      class="indicators"
      title={t.title}
      aside={can.setIndicators ? <a href={href}>{t.set.open}</a> : null}
    >
      {rows.length === 0 ? (
        <p class="none">{t.none}</p>
      ) : (
        <DataTable
          caption={t.title}
          class="table-tight indicator-table"
          rows={rows}
          rowKey={({ party, own }) => `${party} ${own.code}`}
          columns={columns({ commitment, frame })}
        />
      )}
    </Section>
  );
}

function columns({ commitment, frame: { language } }: Props): Column<Row>[] {
  const t = words(language).commitment.indicators.columns;
  return [
    {
      key: 'name',
      head: t.name,
      rowHead: true,
      cell: (row) => <Name row={row} commitment={commitment} language={language} />,
    },
    {
      key: 'cumulative',
      head: t.cumulative,
      numeric: true,
      phoneLabel: t.cumulative,
      cell: ({ own }) => <Figure figure={own.cumulative} unit={own.unit} language={language} />,
    },
    {
      key: 'target',
      head: t.target,
      numeric: true,
      phoneLabel: t.target,
      cell: ({ own }) => <Target {...own} language={language} />,
    },
    {
      key: 'plan',
      head: t.plan,
      cell: (row) => <Against row={row} commitment={commitment} language={language} />,
    },
  ];
}

interface CellProps {
  row: Row;
  commitment: CommitmentDetail;
  language: Language;
}

function Name({ row, commitment, language }: CellProps): VNode {
  const t = words(language).commitment.indicators;
  const side = commitment.sides.find(({ party }) => party === row.party);
  const { name, unit } = row.own;
  return (
    <span class="indicator-name">
      {side ? (
        <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
      ) : (
        <strong>{t.joint(commitment.sides.length)}:</strong>
      )}{' '}
      {name[language]}
      <small>
        <Written>{unit}</Written>
        {row.party === null ? (
          <>, {acrossIn(row.own, commitment.sides, language).toLowerCase()}</>
        ) : (
          <>
            , {t.adds[row.own.adds]}
            {row.own.proposed ? <> · {t.proposed}</> : null}
          </>
        )}
      </small>
      {row.party !== null && row.own.acrossProposed ? (
        <small>
          {t.acrossWaits(acrossIn(row.own.acrossProposed, commitment.sides, language).toLowerCase())}
        </small>
      ) : null}
    </span>
  );
}

export function Figure({
  figure,
  unit,
  language,
}: {
  figure: number | null;
  unit: string;
  language: Language;
}): VNode {
  const { noFigure } = words(language).commitment.indicators;
  return figure === null ? (
    <span class="none">{noFigure}</span>
  ) : (
    <strong class="n">{figureIn(figure, unit, language)}</strong>
  );
}

function Target({
  target,
  unit,
  language,
}: Pick<IndicatorItem, 'target' | 'unit'> & { language: Language }): VNode {
  const { noTarget } = words(language).commitment.indicators;
  return target === null ? (
    <span class="none">{noTarget}</span>
  ) : (
    <span class="n">{figureIn(target, unit, language)}</span>
  );
}

function Against({ row, commitment, language }: CellProps): VNode {
  const { party, own } = row;
  const steps = party === null ? [] : (commitment.figures[party]?.[own.code] ?? []);
  return (
    <div class="indicator-against">
      {party === null ? null : (
        <IndicatorChart
          name={own.name[language]}
          party={party}
          steps={steps}
          target={own.target}
          fromNothing={row.own.adds === 'sum'}
          language={language}
        />
      )}
      <State {...own} language={language} />
    </div>
  );
}

const looks: Record<IndicatorState, [Tone, IconName]> = {
  no_target: ['idle', 'idle'],
  no_figures: ['idle', 'idle'],
  behind: ['late', 'clock'],
  on_pace: ['run', 'run'],
  reached: ['done', 'done'],
};

/** In a word, with the plan so far and the share of the target. */
export function State({
  state,
  pace,
  share,
  unit,
  language,
}: Standing & { unit: string; language: Language }): VNode {
  const t = words(language).commitment.indicators;
  const [tone, icon] = looks[state];
  const more = [
    share === null ? '' : t.share(formatRate(share, language)),
    pace === null ? '' : t.planSoFar(aboutIn(pace, unit, language)),
  ].filter(Boolean);
  return (
    <span class="indicator-state">
      <Badge tone={tone} icon={icon}>
        {t.states[state]}
      </Badge>
      {more.length > 0 ? <small class="n">{more.join('; ')}</small> : null}
    </span>
  );
}
