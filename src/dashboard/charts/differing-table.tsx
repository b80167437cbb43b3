import type { VNode } from 'preact';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { FoldedRows } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { commitmentOf, listOf, type Scope } from './scope.js';

type Row = Dashboard['differing'][number];

const MOST_ROWS = 10;

/** Where one side says done and the other does not, or their percents are far apart. */
export function DifferingTable({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const { language } = scope;
  const t = words(language).dashboard;
  const all = dashboard.differing.length;
  const rows = dashboard.differing.slice(0, MOST_ROWS);
  const title = t.differing(dashboard.bySide.length);
  return (
    <Section
      id="differing"
      class="differing"
      title={title}
      aside={all > 0 ? <a href={listOf(scope, { differs: true })}>{t.differingAll(all)}</a> : null}
    >
      {rows.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <FoldedRows rows={rows.length} shown={3} label={t.foldedDiffering} language={language}>
          <DataTable
            caption={title}
            class="table-keep differing-table"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns(dashboard, scope)}
          />
        </FoldedRows>
      )}
    </Section>
  );
}

function columns({ bySide }: Dashboard, scope: Scope): Column<Row>[] {
  const { language } = scope;
  const t = words(language);
  return [
    {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: (row) => (
        <a class="title-link" href={commitmentOf(scope, row.code)}>
          <span class="code n">{row.code}</span> {row.title[language]}
        </a>
      ),
    },
    ...bySide.map(({ party, marker, name }): Column<Row> => ({
      key: 'side',
      head: <SideMarker party={party} marker={marker} name={name[language]} />,
      cell: (row) => <Statement side={row.sides.find((side) => side.party === party)} language={language} />,
    })),
    {
      key: 'days',
      head: t.dashboard.lasting,
      numeric: true,
      cell: (row) => (row.days === null ? '–' : t.days(row.days)),
    },
  ];
}

function Statement({
  side,
  language,
}: {
  side: Row['sides'][number] | undefined;
  language: Scope['language'];
}): VNode {
  const t = words(language);
  if (!side || side.percent === null) return <span class="none">{t.noneYet}</span>;
  return (
    <span class="stated">
      <small>{t.status[side.status]}</small>
      <strong>{formatPercent(side.percent, language)}</strong>
    </span>
  );
}
