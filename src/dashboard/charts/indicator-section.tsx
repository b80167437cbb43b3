import type { VNode } from 'preact';
import {
  indicatorChoices,
  indicatorStates,
  type IndicatorChoice,
} from '../../commitments/indicators/standing.js';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Fold } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { listOf, type Scope } from './scope.js';

type Row = Dashboard['indicators'][number];

/** Whose commitments are measured, and how their indicators stand: by sector, each number with its list. */
export function IndicatorSection({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode | null {
  const { language } = scope;
  const t = words(language).commitment.indicators;
  const rows = dashboard.indicators;
  if (rows.length === 0) return null;
  const all = Object.fromEntries(
    indicatorChoices.map((choice) => [choice, rows.reduce((sum, { counts }) => sum + counts[choice], 0)]),
  ) as Row['counts'];
  const total: Row = { code: '', name: { vi: t.overview.all, en: t.overview.all }, counts: all };
  return (
    <Section id="indicators" title={t.title} note={t.overview.note}>
      <Fold label={t.overview.folded(formatNumber(all.any, language))} language={language}>
        <DataTable
          caption={t.title}
          class="table-tight table-keep indicator-figures"
          rows={[...rows, total]}
          rowKey={({ code }) => code}
          rowClass={({ code }) => (code === '' ? 'total-row' : undefined)}
          columns={columns(scope)}
        />
      </Fold>
    </Section>
  );
}

function columns(scope: Scope): Column<Row>[] {
  const { language } = scope;
  const t = words(language).commitment.indicators;
  const count = (choice: IndicatorChoice, head: string): Column<Row> => ({
    key: choice,
    head,
    numeric: true,
    cell: ({ code, counts }) => (
      <CountLink
        count={counts[choice]}
        href={listOf(scope, { sector: code || undefined, indicator: choice })}
        language={language}
      />
    ),
  });
  return [
    {
      key: 'sector',
      head: t.overview.sector,
      rowHead: true,
      cell: ({ name }) => name[language],
    },
    count('any', t.overview.any),
    ...indicatorStates.map((state) => count(state, t.states[state])),
  ];
}
