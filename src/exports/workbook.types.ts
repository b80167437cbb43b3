import type { CellKind, CellValue } from './export.types.js';

/** What a workbook is made of, but for its rows: plain, for it goes to another thread. */
export interface WorkbookHead {
  /** What the sheet with the rows is called, and the one that says what they are. */
  sheet: string;
  aboutSheet: string;
  columns: { head: string; kind: CellKind; width: number }[];
  /** What the file says of itself: a label and what it says, line by line. */
  about: [string, string][];
  /** On each printed sheet: above at the left and at the right, below at the left. */
  printed: { title: string; asOf: string; foot: string };
}

/** What the thread is told: rows as they are read, and last that there are no more. */
export type ToThread = { rows: readonly CellValue[][] } | { end: true };
