import type { VNode } from 'preact';
import type { CommitmentItem } from '../../commitments/commitment.types.js';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { LeadBodies } from '../../commitments/parts/lead-bodies.js';
import { FoldedRows } from '../../web/components/fold.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { overdueGroups } from '../../commitments/parts/links.js';
import { remindersHref } from '../../web/links.js';
import type { Dashboard } from '../dashboard.types.js';
import { commitmentOf, listOf, overdue, type Scope } from './scope.js';

const MOST_ROWS = 10;

/** Who must move first: the side that has still to complete, how long it is over, how often it was chased. */
export function LongestOverdue({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const t = words(scope.language).dashboard;
  const all = overdue(dashboard.counts);
  const rows = dashboard.longestOverdue.slice(0, MOST_ROWS);
  return (
    <Section
      id="overdue"
      class="longest"
      title={t.longest}
      note={t.longestNote}
      aside={all > 0 ? <a href={listOf(scope, { group: overdueGroups })}>{t.longestAll(all)}</a> : null}
    >
      {all === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <FoldedRows rows={rows.length} shown={3} label={t.foldedOverdue} language={scope.language}>
            <DataTable
              caption={t.longest}
              class="overdue-table"
              rows={rows}
              rowKey={(row) => row.id}
              columns={columns(scope)}
            />
          </FoldedRows>
          <p class="hint after-table">{t.chaseNote}</p>
        </>
      )}
    </Section>
  );
}

function columns(scope: Scope): Column<CommitmentItem>[] {
  const { language } = scope;
  const t = words(language);
  return [
    { key: 'code', head: t.columns.code, cell: (row) => <span class="code n">{row.code}</span> },
    {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: (row) => (
        <a class="title-link" href={commitmentOf(scope, row.code)}>
          {row.title[language]}
        </a>
      ),
    },
    { key: 'lead', head: t.dashboard.lagging, cell: (row) => <Lagging row={row} language={language} /> },
    {
      key: 'due',
      head: t.columns.due,
      phoneLabel: t.dashboard.due,
      cell: (row) => <span class="n">{row.due.label[language]}</span>,
    },
    {
      key: 'over',
      head: t.dashboard.overdueFor,
      numeric: true,
      phoneLabel: t.dashboard.over,
      cell: (row) => <strong class="t-over">{t.days(row.overdueDays)}</strong>,
    },
    {
      key: 'extended',
      head: t.columns.extended,
      numeric: true,
      phoneLabel: t.columns.extended,
      cell: (row) => (
        <CountLink
          count={row.extensions}
          href={commitmentOf(scope, row.code, 'thoi-han')}
          language={language}
        />
      ),
    },
    {
      key: 'chased',
      head: t.columns.chased,
      numeric: true,
      phoneLabel: t.columns.chased,
      cell: (row) => (
        <span class={row.reminders > 3 ? 'over-count' : undefined}>
          <CountLink count={row.reminders} href={remindersHref(row.id)} language={language} />
        </span>
      ),
    },
  ];
}

function Lagging({ row, language }: { row: CommitmentItem; language: Scope['language'] }): VNode {
  const sides = row.sides.filter((side) => side.status !== 'completed');
  if (sides.length === 0)
    return <small class="t-late">{words(language).dashboard.awaitingBoth(row.sides.length)}</small>;
  return <LeadBodies sides={sides} language={language} proposed={false} />;
}
