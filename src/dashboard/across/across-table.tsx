import type { VNode } from 'preact';
import { daysHref, overdueGroups, type ListFilter } from '../../commitments/parts/links.js';
import type { Day } from '../../platform/clock.js';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { StackedBar } from '../../web/components/stacked-bar.js';
import { formatNumber, formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { overviewHref } from '../../web/links.js';
import { listOf, overdue, type Scope } from '../charts/scope.js';
import { barOf } from '../charts/standing-bar.js';
import type { Across, AgreementStanding, Standing } from './across.types.js';

type AcrossScope = Omit<Scope, 'slug'>;

/** More rows are no page that anybody reads: the API has them all. */
const MOST_ROWS = 200;

/** A row for each agreement, and one for all of them. */
export function AcrossTable({ across, scope }: { across: Across; scope: AcrossScope }): VNode {
  const { items } = across;
  const t = words(scope.language).across;
  const rows = items.slice(0, MOST_ROWS);
  const number = (n: number) => formatNumber(n, scope.language);
  return (
    <>
      {rows.length < items.length ? (
        <p class="hint">{t.shown(number(rows.length), number(items.length))}</p>
      ) : null}
      <DataTable
        caption={t.caption}
        class="table-tight across-table"
        columns={columns(rows, across.asOf, scope)}
        rows={rows}
        rowKey={({ slug }) => slug}
        foot={items.length > 1 ? <Total across={across} scope={scope} /> : null}
      />
    </>
  );
}

function columns(
  rows: readonly AgreementStanding[],
  asOf: Day,
  scope: AcrossScope,
): Column<AgreementStanding>[] {
  const { language } = scope;
  const t = words(language).across;
  const units = Math.max(10, ...rows.map(({ total }) => total));
  const count = ({ slug }: AgreementStanding, n: number, filter: ListFilter) => (
    <CountLink count={n} href={listOf({ ...scope, slug }, filter)} language={language} />
  );
  return [
    {
      key: 'agreement',
      head: t.columns.agreement,
      rowHead: true,
      cell: (row) => <Name row={row} scope={scope} />,
    },
    {
      key: 'bar',
      head: t.columns.bar,
      cell: (row) => <StackedBar parts={barOf(row.counts, { ...scope, slug: row.slug })} units={units} />,
    },
    {
      key: 'total',
      head: t.columns.total,
      numeric: true,
      phoneLabel: t.columns.total,
      cell: (row) => count(row, row.total, {}),
    },
    {
      key: 'over',
      head: t.columns.overdue,
      numeric: true,
      phoneLabel: t.columns.overdue,
      cell: (row) => (
        <span class="over-count">{count(row, overdue(row.counts), { group: overdueGroups })}</span>
      ),
    },
    {
      key: 'diff',
      head: t.columns.differing,
      numeric: true,
      phoneLabel: t.columns.differing,
      cell: (row) => count(row, row.differing, { differs: true }),
    },
    ...rows[0]!.dueWithin.map(({ days }, at): Column<AgreementStanding> => ({
      key: `in${days}`,
      head: t.columns.ahead(days),
      numeric: true,
      phoneLabel: t.columns.aheadShort(days),
      cell: (row) => {
        const { until, count: n } = row.dueWithin[at]!;
        return count(row, n, {
          timeliness: 'on_time',
          dueFrom: asOf,
          dueTo: until,
        });
      },
    })),
    ...facts(scope).map((fact): Column<AgreementStanding> => ({
      ...fact,
      numeric: true,
      phoneLabel: fact.head,
    })),
  ];
}

/** What has no list of its own to open. */
function facts({ language }: AcrossScope): { key: string; head: string; cell: (of: Standing) => string }[] {
  const t = words(language).across;
  const days = (n: number | null) => (n === null ? '–' : formatNumber(n, language));
  return [
    { key: 'rate', head: t.columns.rate, cell: (of) => formatRate(of.completionRate, language) },
    { key: 'reports', head: t.columns.reports, cell: (of) => formatRate(of.updateRate, language) },
    { key: 'late', head: t.columns.longestOverdue, cell: (of) => days(of.longestOverdue) },
    { key: 'wait', head: t.columns.wait, cell: (of) => days(of.longestWait) },
  ];
}

function Name({ row, scope }: { row: AgreementStanding; scope: AcrossScope }): VNode {
  const { slug, kind, number, title } = row;
  return (
    <>
      <a class="title-link" href={daysHref(overviewHref(slug), scope.days)}>
        {words(scope.language).documentNumber(kind, number)}
      </a>
      <span class="agreement-title">{title[scope.language]}</span>
    </>
  );
}

function Total({ across, scope }: { across: Across; scope: AcrossScope }): VNode {
  const { language } = scope;
  const t = words(language).across;
  const number = (n: number) => formatNumber(n, language);
  const cells: [string, string, string][] = [
    ['total', t.columns.total, number(across.total)],
    ['over', t.columns.overdue, number(overdue(across.counts))],
    ['diff', t.columns.differing, number(across.differing)],
    ...across.dueWithin.map(({ days, count }): [string, string, string] => [
      `in${days}`,
      t.columns.aheadShort(days),
      number(count),
    ]),
    ...facts(scope).map(({ key, head, cell }): [string, string, string] => [key, head, cell(across)]),
  ];
  return (
    <tr role="row" class="total-row">
      <th scope="row" role="rowheader" class="c-agreement">
        {t.all(number(across.items.length))}
      </th>
      <td role="cell" class="c-bar" />
      {cells.map(([key, label, value]) => (
        <td role="cell" class={`c-${key} num`} key={key}>
          <span class="phone-label">{label} </span>
          {value}
        </td>
      ))}
    </tr>
  );
}
