import type { CountGroup, Counts } from '../commitment.types.js';
import { NOBODY } from '../turn/turn.types.js';
import type { CommitmentFilter, ListedCommitment } from './list.types.js';

/** By what a list can be put into groups; docs/rules.md §13 says which groups a commitment belongs to. */
export const groupings = ['sector', 'body', 'side', 'quarter', 'holder'] as const;
export type Grouping = (typeof groupings)[number];

/** A group that a commitment belongs to, and as what it counts there: with a side, as that side's own part stands. */
export interface Membership {
  key: string;
  group: CountGroup;
}

/** All of a group that pass the filters: places in the order of the list. */
export interface Group {
  key: string;
  places: number[];
  counts: Partial<Counts>;
}

/** What a page shows of a group. */
export interface ListedGroup {
  key: string;
  /** Of the whole group. */
  count: number;
  counts: Partial<Counts>;
  items: ListedCommitment[];
  /** An earlier page has shown rows of it. */
  isContinued: boolean;
}

export interface GroupedPage {
  groups: ListedGroup[];
  nextCursor: string | null;
  /** Commitments; and rows, where one may stand in several groups. */
  total: number;
  totalIsAtLeast?: boolean;
  rows: number;
}

/** Filters that leave one group of such a list: then none of the others that a commitment belongs to is shown. */
export function onlyGroup(by: Grouping, { lead, party }: CommitmentFilter): string | undefined {
  if (by === 'body') return lead;
  return by === 'side' ? party : undefined;
}

/** @param ids of the list, in its order @param only the one group to show */
export function groupsOf(
  ids: readonly number[],
  memberships: ReadonlyMap<number, readonly Membership[]>,
  only: string | undefined,
): Group[] {
  const groups = new Map<string, Group>();
  for (const [place, id] of ids.entries()) {
    for (const { key, group } of memberships.get(id) ?? []) {
      if (only !== undefined && key !== only) continue;
      const own = groups.get(key) ?? { key, places: [], counts: {} };
      own.places.push(place);
      own.counts[group] = (own.counts[group] ?? 0) + 1;
      groups.set(key, own);
    }
  }
  return [...groups.values()];
}

/** What comes after all that the agreement knows an order of. */
const LAST = ['undated', 'continuing', NOBODY];

/** In the order that is known of their keys, then by the keys themselves: a quarter's is in order as it is. */
export function inOrderOf(known: readonly string[]): (one: string, other: string) => number {
  const places = new Map(known.map((key, place) => [key, place]));
  const placeOf = (key: string) => places.get(key) ?? known.length + 1 + LAST.indexOf(key);
  return (one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : one > other ? 1 : 0);
}

/** Where the page before ended: in which group, and how many of the list's order stand up to there. */
export interface Reached {
  key: string;
  before: number;
}

/** The groups from there on, of each what is left of it. */
export function groupsAfter(
  groups: readonly Group[],
  reached: Reached | null,
  compare: (one: string, other: string) => number,
): Group[] {
  if (reached === null) return [...groups];
  return groups
    .filter(({ key }) => compare(key, reached.key) >= 0)
    .map((group) =>
      group.key === reached.key
        ? { ...group, places: group.places.filter((place) => place >= reached.before) }
        : group,
    )
    .filter(({ places }) => places.length > 0);
}

/** The first rows of them, group by group. */
export function firstRows(groups: readonly Group[], limit: number): Group[] {
  const first: Group[] = [];
  let left = limit;
  for (const group of groups) {
    if (left === 0) break;
    const places = group.places.slice(0, left);
    first.push({ ...group, places });
    left -= places.length;
  }
  return first;
}
