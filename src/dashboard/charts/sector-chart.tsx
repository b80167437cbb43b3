import type { VNode } from 'preact';
import type { Counts, NamedCode } from '../../commitments/commitment.types.js';
import { Badge } from '../../web/components/badge.js';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Fold } from '../../web/components/fold.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { StackedBar } from '../../web/components/stacked-bar.js';
import { formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { overdueGroups, type ListFilter } from '../../commitments/parts/links.js';
import type { Dashboard } from '../dashboard.types.js';
import { completed, listOf, overdue, share, type Scope } from './scope.js';
import { barOf, Legend, standingParts } from './standing-bar.js';

type Sector = NamedCode & { total: number; counts: Counts };

/** One unit of width a commitment, so that lengths compare; the table around the bars is their data table. */
export function SectorChart({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const { language } = scope;
  const t = words(language).dashboard;
  return (
    <Section id="sectors" title={t.sectors} note={t.legendNote} class="sectors">
      <Fold label={t.foldedSectors(dashboard.bySector.length, dashboard.total)} language={language}>
        <Legend scope={scope} />
        <DataTable
          caption={t.sectors}
          class="table-tight sector-table"
          columns={columns(dashboard, scope)}
          rows={dashboard.bySector}
          rowKey={(sector) => sector.code}
          rowClass={rowClass}
          foot={<Total dashboard={dashboard} scope={scope} />}
        />
      </Fold>
    </Section>
  );
}

function columns(dashboard: Dashboard, scope: Scope): Column<Sector>[] {
  const { language } = scope;
  const t = words(language).dashboard;
  const units = Math.max(10, ...dashboard.bySector.map((sector) => sector.total));
  const count = (number: number, filter: ListFilter): VNode => (
    <CountLink count={number} href={listOf(scope, filter)} language={language} />
  );
  return [
    {
      key: 'sector',
      head: t.sector,
      rowHead: true,
      cell: ({ code, name }) => (
        <>
          <span class="sector-code n">{code}</span> <span class="sector-name">{name[language]}</span>
        </>
      ),
    },
    {
      key: 'bar',
      head: t.byStanding,
      cell: (sector) => (
        <>
          <StackedBar parts={partsOf(sector, scope)} units={units} />
          {sector.total === 1 ? <One sector={sector} scope={scope} /> : null}
        </>
      ),
    },
    { key: 'total', head: t.sum, numeric: true, cell: ({ code, total }) => count(total, { sector: code }) },
    {
      key: 'rate',
      head: t.completionRate,
      numeric: true,
      cell: ({ total, counts }) => formatRate(share(completed(counts), total), language),
    },
    {
      key: 'over',
      head: t.overdue,
      numeric: true,
      phoneLabel: t.overdueShort,
      cell: ({ code, counts }) => (
        <span class="over-count">{count(overdue(counts), { sector: code, group: overdueGroups })}</span>
      ),
    },
  ];
}

/** Of which a phone draws no bar. */
function rowClass({ total, counts }: Sector): string | undefined {
  if (standingParts.every(({ of }) => of(counts) === 0)) return 'no-bar';
  return total === 1 ? 'one' : undefined;
}

/** Of a single commitment a phone says how it stands; a bar of one part would say no more. */
function One({ sector, scope }: { sector: Sector; scope: Scope }): VNode | null {
  const part = partsOf(sector, scope).find(({ count }) => count > 0);
  if (!part) return null;
  return (
    <a class="one-standing" href={part.href}>
      <Badge tone={part.tone} icon={part.tone} ground={part.tone === 'over'}>
        {words(scope.language).standing[part.tone]}
      </Badge>
    </a>
  );
}

const partsOf = ({ code, counts }: Sector, scope: Scope) => barOf(counts, scope, { sector: code });

function Total({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const { language } = scope;
  const { counts, total, bySector } = dashboard;
  const t = words(language);
  return (
    <tr role="row" class="total-row">
      <th scope="row" role="rowheader" class="c-sector">
        {t.dashboard.allSectors(bySector.length)}
      </th>
      <td role="cell" class="c-bar">
        <span class="sum-parts">
          {standingParts.map(({ tone, of, filter }) => (
            <span class="sum-part" title={t.standing[tone]} key={tone}>
              <span class={`t-${tone}`}>
                <Icon name={tone} size={14} />
              </span>
              <CountLink
                count={of(counts)}
                href={listOf(scope, filter)}
                language={language}
                label={t.standing[tone]}
              />
            </span>
          ))}
        </span>
      </td>
      <td role="cell" class="c-total num">
        <CountLink count={total} href={listOf(scope)} language={language} />
      </td>
      <td role="cell" class="c-rate num">
        {formatRate(share(completed(counts), total), language)}
      </td>
      <td role="cell" class="c-over num">
        <span class="phone-label">{t.dashboard.overdueShort} </span>
        <span class="over-count">
          <CountLink
            count={overdue(counts)}
            href={listOf(scope, { group: overdueGroups })}
            language={language}
          />
        </span>
      </td>
    </tr>
  );
}
