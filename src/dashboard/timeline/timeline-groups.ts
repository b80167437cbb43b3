import type { Holder, SideItem } from '../../commitments/commitment.types.js';
import type { BilingualText } from '../../platform/text.js';
import type { Grouping } from './timeline.dto.js';
import type { Timeline, TimelineItem } from './timeline.types.js';

/** Rows under one heading; without a name those of which nobody holds anything. */
export interface TimelineGroup {
  key: string;
  name: BilingualText | null;
  /** Where it is a body or a post of one. */
  side: Pick<SideItem, 'party' | 'marker' | 'partyName'> | null;
  /** Where it is a sector: its code. */
  sector: string | null;
  items: TimelineItem[];
}

type Placed = Omit<TimelineGroup, 'items'>;

/** What has a last day, under the headings that are asked for: by lead body a commitment stands once with each side's. */
export function groupsOf(
  { items, choices }: Pick<Timeline, 'items' | 'choices'>,
  by: Grouping,
  party?: string,
): TimelineGroup[] {
  const groups = new Map<string, TimelineGroup>();
  for (const item of items) {
    for (const place of placesOf[by](item, party)) {
      const group = groups.get(place.key) ?? { ...place, items: [] };
      group.items.push(item);
      groups.set(place.key, group);
    }
  }
  const found = [...groups.values()];
  if (by === 'linh-vuc') return found;
  if (by === 'co-quan') {
    const order = new Map(choices.bodies.map(({ code }, index) => [code, index]));
    return found.sort((a, b) => (order.get(a.key) ?? order.size) - (order.get(b.key) ?? order.size));
  }
  return found.sort(
    (a, b) => Number(a.name === null) - Number(b.name === null) || b.items.length - a.items.length,
  );
}

const placesOf: Record<Grouping, (item: TimelineItem, party?: string) => Placed[]> = {
  'linh-vuc': ({ sector: { code, name } }) => [{ key: code, name, side: null, sector: code }],
  'co-quan': ({ sides }, party) =>
    sides
      .filter((side) => party === undefined || side.party === party)
      .map((side) => ({ key: side.leadBody.code, name: side.leadBody.name, side, sector: null })),
  'dang-cho': ({ holder, sides }) => [
    holder
      ? {
          key: [holder.party, holder.role, holder.name.vi].join('.'),
          name: holder.name,
          side: sideOf(holder, sides),
          sector: null,
        }
      : { key: '', name: null, side: null, sector: null },
  ],
};

const sideOf = ({ role, party }: Holder, sides: SideItem[]) =>
  role === 'outside' ? null : (sides.find((side) => side.party === party) ?? null);
