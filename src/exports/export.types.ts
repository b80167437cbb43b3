import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

/** What a list can be had as. */
export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** What a chart can be had as. */
export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** All of them, for what is both a table and a chart: best for people first. */
export const exportFormats = ['xlsx', 'csv', 'svg', 'png'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A day is `2019-11-20`, an instant ISO 8601 in UTC, a percent a share of 1. */
export type CellKind = 'text' | 'number' | 'percent' | 'day' | 'instant';

/** Nothing is what is not known, or does not apply: it is left empty, and never 0. */
export type CellValue = string | number | null;

export interface ExportColumn<Row> {
  /** In the reader's language. */
  head: string;
  kind: CellKind;
  /** Of a column of a sheet, in characters. */
  width?: number;
  value: (row: Row) => CellValue;
}

/** What a file says of itself, whatever its format. */
export interface ExportFacts {
  /** In the reader's language: the page's own title. */
  title: string;
  asOf: Day;
  /** By what had been entered up to the end of this day. */
  knownAt: Day;
  /** The conditions of a list, in words. */
  filters?: readonly string[];
  /** Of figures that are frozen. */
  code?: string;
  /** Left out where it is about several. */
  agreement?: { slug: string; number: string; kind: string; title?: BilingualText };
}

/** Part of a list, as it is read: the first says how many rows there are in all, where that is known. */
export interface RowsRead<Row> {
  rows: readonly Row[];
  total?: number;
}

/** A list to be had as a file: cell by cell, whatever its rows were. */
export interface ExportTable {
  facts: ExportFacts;
  columns: Omit<ExportColumn<never>, 'value'>[];
  pages: AsyncIterable<RowsRead<CellValue[]>>;
}
