import type { CellKind, CellValue } from './export.types.js';

/** A column of a list that is to be edited and to come back. */
export interface EditableColumn {
  head: string;
  kind: Extract<CellKind, 'text' | 'number' | 'percent' | 'day'>;
  width: number;
  /** Whether it is unlocked, in rows that are open. */
  isOpen: boolean;
  /** What may be chosen there. */
  choices?: readonly string[];
  /** What a program says beside the cell while it is being edited. */
  hint?: string;
}

/** What it is made of, but for its rows: plain, for it goes to another thread. */
export interface EditableHead {
  sheet: string;
  columns: EditableColumn[];
  /** Columns that stay in sight, at the left. */
  frozenColumns: number;
  choicesSheet: string;
  /** The sheet that says how it is edited: a label and what it says, line by line. */
  guide: { sheet: string; lines: [string, string][] };
  /** By which the file is known again, in a sheet that programs do not show. */
  control: { sheet: string; lines: [string, string][] };
  printed: { title: string; asOf: string; foot: string };
}

export interface EditableRow {
  values: readonly CellValue[];
  /** Its open columns are unlocked. */
  isOpen: boolean;
}

/** What the thread is told: rows as they are read, and last that there are no more. */
export type ToEditableThread = { rows: readonly EditableRow[] } | { end: true };
