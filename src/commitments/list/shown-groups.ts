import type { CommitmentItem, Counts, NamedCode } from '../commitment.types.js';
import type { ListedCommitment } from '../read/list.types.js';
import { standingOf, type Standing } from '../parts/status-badge.js';
import type { GroupHeadProps } from './group-head.js';
import { groupNamed } from './group-heads.js';
import type { ListViewProps } from './list-props.js';

interface ShownGroup {
  key: string;
  head: Omit<GroupHeadProps, 'props' | 'span'> | null;
  items: readonly ListedCommitment[];
}

/** The rows of the page as they stand in groups; in one without a head, where they do not. */
export function shownGroups(props: ListViewProps): ShownGroup[] {
  const { grouped, shape, page } = props;
  const by = shape.groups;
  if (grouped && by !== null && by !== 'bySector')
    return grouped.groups.map(({ key, items, ...rest }) => ({
      key,
      items,
      head: { ...rest, ofSide: by === 'side', group: groupNamed(by, { key, items, props }) },
    }));
  const sectors = by === 'bySector' ? bySector(page.items) : [];
  if (!isOnceEach(sectors)) return [{ key: 'all', head: null, items: page.items }];
  return sectors.map((sector) => sectorGroup(sector, props));
}

interface SectorGroup {
  sector: NamedCode;
  items: ListedCommitment[];
}

/** Where codes do not follow sectors, they would have heads several times. */
const isOnceEach = (groups: SectorGroup[]) =>
  groups.length > 0 && new Set(groups.map(({ sector }) => sector.code)).size === groups.length;

function bySector(items: ListedCommitment[]): SectorGroup[] {
  const groups: SectorGroup[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.sector.code === item.sector.code) last.items.push(item);
    else groups.push({ sector: item.sector, items: [item] });
  }
  return groups;
}

/** How they stand is known only where the whole group is on this page: a part would mislead. */
function sectorGroup({ sector, items }: SectorGroup, props: ListViewProps): ShownGroup {
  const count = props.facets.sector[sector.code] ?? items.length;
  const head = {
    group: groupNamed('sector', { key: sector.code, items, props }),
    count,
    counts: count === items.length ? countsOf(items) : undefined,
  };
  return { key: sector.code, head, items };
}

const groupOfStanding: Record<Standing, keyof Counts> = {
  over: 'in_progress_overdue',
  run: 'in_progress_on_time',
  continuing: 'continuing',
  idle: 'not_started_on_time',
  late: 'completed_late',
  done: 'completed_on_time',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
};

/** Overdue ones as one group, in which heads count them. */
function countsOf(items: readonly CommitmentItem[]): Partial<Counts> {
  const counts: Partial<Counts> = {};
  for (const group of items.map((item) => groupOfStanding[standingOf(item)]))
    counts[group] = (counts[group] ?? 0) + 1;
  return counts;
}
