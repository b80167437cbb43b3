import type { VNode } from 'preact';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { CompletionFigures } from '../completion-figures.types.js';
import type { Dashboard } from '../dashboard.types.js';
import { formatDays, listOf, type Scope } from './scope.js';

type Row = CompletionFigures['byConfirmer'][number];

/** Who confirms completions, and how many working days they wait for it: those answered, and apart those that still wait. */
export function ConfirmerTable({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const t = words(scope.language).waits;
  return (
    <div>
      <h3>{t.waiting}</h3>
      <DataTable
        caption={t.waiting}
        class="table-tight table-keep waits-table"
        rows={dashboard.completions.byConfirmer}
        rowKey={({ party, role }) => `${party}.${role}`}
        columns={columns(dashboard, scope)}
      />
    </div>
  );
}

function columns({ bySide }: Dashboard, scope: Scope): Column<Row>[] {
  const { language } = scope;
  const t = words(language).waits;
  const sideOf = (row: Row) => bySide.find(({ party }) => party === row.party)!;
  return [
    {
      key: 'who',
      head: t.confirmer,
      rowHead: true,
      cell: (row) => (
        <>
          <SideMarker {...sideOf(row)} name={sideOf(row).name[language]} /> {t.confirmers[row.role]}
        </>
      ),
    },
    {
      key: 'count',
      head: t.confirmed,
      numeric: true,
      cell: ({ party, role, confirmed: { count } }) => (
        <CountLink
          count={count}
          href={listOf(scope, { confirmedBy: `${party}.${role}` })}
          language={language}
        />
      ),
    },
    {
      key: 'average',
      head: t.average,
      numeric: true,
      cell: ({ confirmed }) => formatDays(confirmed.averageWorkingDays, language),
    },
    {
      key: 'longest',
      head: t.longest,
      numeric: true,
      cell: ({ confirmed }) => formatDays(confirmed.longestWorkingDays, language),
    },
    {
      key: 'open',
      head: t.stillWaiting,
      numeric: true,
      cell: ({ party, waiting: { count } }) => (
        <CountLink
          count={count}
          href={listOf(scope, { party, confirmation: 'completion_pending' })}
          language={language}
        />
      ),
    },
    {
      key: 'running',
      head: t.longestSoFar,
      numeric: true,
      cell: ({ waiting }) => formatDays(waiting.longestWorkingDays, language),
    },
  ];
}
