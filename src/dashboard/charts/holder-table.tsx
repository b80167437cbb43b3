import type { VNode } from 'preact';
import type { HolderRole } from '../../commitments/turn/turn.types.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Section } from '../../web/components/section.js';
import { MOST_SIDE_LINES } from '../../web/components/many-sides.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { listOf, type Scope } from './scope.js';

/** From who decides to who works. */
const roles = ['leader', 'coordinator', 'lead_body', 'outside'] as const satisfies HolderRole[];
type Role = (typeof roles)[number];

/** With whom commitments wait: by role and side, each number with its list. */
export function HolderTable({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode | null {
  const t = words(scope.language).turn;
  const { byHolder } = dashboard;
  if (byHolder.length === 0) return null;
  const waiting = byHolder.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section id="holders" title={t.byHolder} note={t.byHolderNote(formatNumber(waiting, scope.language))}>
      <DataTable<Role>
        caption={t.byHolder}
        class="table-tight holder-table"
        rows={roles.filter((role) => byHolder.some((one) => one.role === role))}
        rowKey={(role) => role}
        columns={columns(dashboard, scope)}
      />
    </Section>
  );
}

function columns({ byHolder, bySide }: Dashboard, scope: Scope): Column<Role>[] {
  const { language } = scope;
  const t = words(language).turn;
  const number = (count: number, holder: string): VNode | string =>
    count === 0 ? '0' : <a href={listOf(scope, { holder })}>{formatNumber(count, language)}</a>;
  const sumOf = (role: Role, figure: 'count' | 'past') =>
    byHolder.reduce((sum, one) => sum + (one.role === role ? one[figure] : 0), 0);
  const ofSide = ({ party, marker, name }: Dashboard['bySide'][number]): Column<Role> => ({
    key: 'side',
    head: <SideMarker party={party} marker={marker} name={name[language]} />,
    numeric: true,
    cell: (role) =>
      number(
        byHolder.find((one) => one.party === party && one.role === role)?.count ?? 0,
        `${party}.${role}`,
      ),
  });
  /** Of many sides there is no room for a column each. */
  const ofAllSides: Column<Role> = {
    key: 'side',
    head: words(language).columns.commitment,
    numeric: true,
    cell: (role) => formatNumber(sumOf(role, 'count'), language),
  };
  return [
    { key: 'role', head: t.holder, rowHead: true, cell: (role) => t.roles[role] },
    ...(bySide.length > MOST_SIDE_LINES ? [ofAllSides] : bySide.map(ofSide)),
    {
      key: 'past',
      head: t.pastHead,
      numeric: true,
      cell: (role) => {
        const past = sumOf(role, 'past');
        return past === 0 ? '0' : <b class="t-over">{formatNumber(past, language)}</b>;
      },
    },
    {
      key: 'longest',
      head: t.longest,
      numeric: true,
      cell: (role) =>
        formatNumber(
          Math.max(...byHolder.filter((one) => one.role === role).map(({ longest }) => longest)),
          language,
        ),
    },
  ];
}
