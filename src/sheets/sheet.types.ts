import type { BilingualText } from '../platform/text.js';

/** What of a part is stated in a sheet, in the order of its columns. */
export const sheetFields = [
  'status',
  'percent',
  'doneOn',
  'results',
  'difficulties',
  'proposals',
  'nextSteps',
  'noEvidenceReason',
] as const;
export type SheetField = (typeof sheetFields)[number];

/** As they are compared: a status by its name, a percent as `55`, a day as `2019-11-20`, texts in NFC; empty where there is nothing. */
export type SheetValues = Record<SheetField, string>;

/** What becomes of a row. `new` is for a list of another kind: a row of these is about a commitment that is there. */
export const outcomes = ['same', 'change', 'new', 'stale', 'refused', 'faulty'] as const;
export type Outcome = (typeof outcomes)[number];

export const faultKinds = [
  'status',
  'percent',
  'day',
  'text',
  'formula',
  'missing',
  'evidence',
  'rule',
  'row',
  'unknown',
  'code',
  'duplicate',
  'stale',
  'refused',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface RowFault {
  /** `F12`. */
  cell: string;
  kind: FaultKind;
  message: BilingualText;
}

/** A row as it was read from a file. */
export interface ReadRow {
  /** As the spreadsheet numbers it. */
  row: number;
  code: string;
  /** Null where the cell has no number. */
  id: number | null;
  version: number | null;
  /** As it was when it was downloaded. */
  isUntouched: boolean;
  values: SheetValues;
  /** What could not be read. */
  faults: RowFault[];
  /** By field and for the row itself, the cell's column: `F`. */
  columns: Record<SheetField | 'id', string>;
}

export interface RowChange {
  field: SheetField;
  from: string;
  to: string;
}

export const sheetStatuses = ['reading', 'ready', 'applying', 'applied', 'failed'] as const;
export type SheetStatus = (typeof sheetStatuses)[number];

/** Which rows are applied: all, where none has a fault; or those that have none. */
export const choicesOfRows = ['all', 'sound'] as const;
export type RowsChosen = (typeof choicesOfRows)[number];

export interface SheetRow {
  row: number;
  code: string;
  /** Of the commitment that it is about; null where there is none in reach. */
  title: BilingualText | null;
  outcome: Outcome;
  changes: RowChange[];
  faults: RowFault[];
  /** Whether it has become a report. */
  applied: boolean;
}

/** A sheet that was handed in, without its rows. */
export interface SheetHead {
  id: number;
  status: SheetStatus;
  file: string;
  sha256: string;
  at: string;
  /** Rows that are done, of those to be read or applied. */
  progress: number;
  total: number;
  only: RowsChosen | null;
  appliedAt: string | null;
  /** Why it was not read, or not applied. */
  fault: BilingualText | null;
  /** How many rows there were when it was downloaded; null where the file does not say. */
  downloadedRows: number | null;
}

export interface SheetDetail extends SheetHead {
  counts: Record<Outcome, number>;
  applied: number;
  /** Cells at fault, by kind. */
  faultsByKind: Record<FaultKind, number>;
  rows: SheetRow[];
  /** Of the row after which to go on; null where these are the last. */
  nextRow: number | null;
}
