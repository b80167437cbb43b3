import type { VNode } from 'preact';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { CompletionFigures } from '../completion-figures.types.js';
import type { Dashboard } from '../dashboard.types.js';
import { formatDays, listOf, type Scope } from './scope.js';

type Row = CompletionFigures['byBody'][number];

const MOST_ROWS = 5;

/** By how many days completions were stated after they were done: the bodies that took longest, the others behind a line. */
export function EntryTable({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const t = words(scope.language).waits;
  const rows = [...dashboard.completions.byBody].sort(slowestFirst);
  const table = (some: Row[]) => (
    <DataTable
      caption={t.entry}
      class="table-tight table-keep waits-table"
      rows={some}
      rowKey={({ code }) => code}
      columns={columns(dashboard, scope)}
    />
  );
  return (
    <div>
      <h3>{t.entry}</h3>
      {table(rows.slice(0, MOST_ROWS))}
      {rows.length > MOST_ROWS ? (
        <details class="data">
          <summary>{t.moreBodies(rows.length - MOST_ROWS)}</summary>
          {table(rows.slice(MOST_ROWS))}
        </details>
      ) : null}
    </div>
  );
}

function slowestFirst({ entry: one }: Row, { entry: other }: Row): number {
  return (
    (other.longestDays ?? 0) - (one.longestDays ?? 0) ||
    other.totalDays - one.totalDays ||
    other.count - one.count
  );
}

function columns({ bySide }: Dashboard, scope: Scope): Column<Row>[] {
  const { language } = scope;
  const t = words(language).waits;
  const markerOf = (row: Row) => bySide.find(({ party }) => party === row.party)!.marker;
  return [
    {
      key: 'who',
      head: words(language).columns.leadBody,
      rowHead: true,
      cell: (row) => (
        <>
          <SideMarker party={row.party} marker={markerOf(row)} /> {row.short[language]}
        </>
      ),
    },
    {
      key: 'count',
      head: t.parts,
      numeric: true,
      cell: ({ code, party, entry: { count } }) => (
        <CountLink count={count} href={listOf(scope, { party, statedBy: code })} language={language} />
      ),
    },
    {
      key: 'average',
      head: t.average,
      numeric: true,
      cell: ({ entry }) => formatDays(entry.averageDays, language),
    },
    {
      key: 'longest',
      head: t.longest,
      numeric: true,
      cell: ({ entry }) => formatDays(entry.longestDays, language),
    },
    {
      key: 'late',
      head: t.late,
      numeric: true,
      cell: ({ code, party, entry: { late } }) => (
        <CountLink
          count={late}
          href={listOf(scope, { party, statedBy: code, quality: 'entered_late' })}
          language={language}
        />
      ),
    },
  ];
}
