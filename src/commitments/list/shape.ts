import { groupings, type Grouping } from '../read/grouping.js';
import { sortOf } from '../read/list-rows.sql.js';
import type { ListFilter } from '../parts/links.js';

/** The columns that can be chosen, in the order in which they stand. */
export const columnKeys = [
  'code',
  'title',
  'sector',
  'lead',
  'product',
  'progress',
  'stated',
  'holder',
  'due',
  'standing',
  'reported',
  'evidence',
  'indicators',
  'chased',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** Without these a row is nothing that could be found or opened. */
export const fixedColumns: readonly ColumnKey[] = ['code', 'title'];
export const choosableColumns = columnKeys.filter((key) => !fixedColumns.includes(key));

export const usualColumns: readonly ColumnKey[] = [
  ...fixedColumns,
  'lead',
  'progress',
  'holder',
  'due',
  'standing',
  'chased',
];

export const NO_GROUPS = 'none';
export const groupingChoices = [...groupings, NO_GROUPS] as const;
export type GroupingChoice = (typeof groupingChoices)[number];

/** How a reader wants to see the list. What is left out is as it is for everyone. */
export interface Shape {
  columns?: readonly ColumnKey[];
  by?: GroupingChoice;
}

/** What the list is shown in. */
export interface ListShape {
  columns: readonly ColumnKey[];
  /** `bySector`: the order is that of the codes, in which sectors stand together, so that the plain list has their heads. */
  groups: Grouping | 'bySector' | null;
}

/** @param asked by the address; what it leaves out is as it was last chosen */
export function shapeOf(asked: Shape, remembered: Shape, filter: ListFilter): ListShape {
  const by = asked.by ?? remembered.by;
  return {
    columns: columnsOf(asked.columns ?? remembered.columns ?? usualColumns),
    groups: groupsOf(by, filter),
  };
}

/** A search that has the best found first is in one piece, for groups would be in another order. */
function groupsOf(by: GroupingChoice | undefined, filter: ListFilter): ListShape['groups'] {
  const sort = sortOf(filter);
  if (sort === 'relevance' || by === NO_GROUPS) return null;
  return by ?? (sort === 'code' ? 'bySector' : null);
}

/** In the order of the table, each once, with those without which there is no row. */
function columnsOf(chosen: readonly ColumnKey[]): ColumnKey[] {
  return columnKeys.filter((key) => fixedColumns.includes(key) || chosen.includes(key));
}

/** What is chosen in the panel, without what is so for everyone. */
export function chosenShape(columns: readonly ColumnKey[], by: GroupingChoice, filter: ListFilter): Shape {
  const all = columnsOf(columns);
  const isUsual = all.join() === columnsOf(usualColumns).join();
  const usual = groupsOf(undefined, filter);
  return {
    columns: isUsual ? undefined : all.length === fixedColumns.length ? fixedColumns : choosable(all),
    by: by === (usual === 'bySector' ? 'sector' : (usual ?? NO_GROUPS)) ? undefined : by,
  };
}

const choosable = (columns: readonly ColumnKey[]) => columns.filter((key) => !fixedColumns.includes(key));

/** Which choice of the panel stands for how the list is grouped. */
export function choiceOf({ groups }: ListShape): GroupingChoice {
  return groups === 'bySector' ? 'sector' : (groups ?? NO_GROUPS);
}

/** Pixels that a column needs on a desk where others than the usual ones stand beside it; as in the style sheet. */
const widths: Record<ColumnKey, number> = {
  code: 50,
  title: 200,
  sector: 110,
  lead: 176,
  product: 180,
  progress: 116,
  stated: 134,
  holder: 150,
  due: 112,
  standing: 160,
  reported: 118,
  evidence: 96,
  indicators: 104,
  chased: 64,
};

/** Hundreds of pixels below which chosen columns have no room, so that their table is moved sideways; null for the usual columns, which fit everywhere. */
export function roomOf(columns: readonly ColumnKey[]): number | null {
  if (columns.join() === columnsOf(usualColumns).join()) return null;
  return Math.ceil(columns.reduce((sum, key) => sum + widths[key], 0) / 100);
}
