import type { BilingualText } from '../platform/text.js';
import type { Found, Mapping, OwnField, OwnLine } from './intake/own.types.js';

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

/** What becomes of a row. `new` is a commitment that an office's own sheet adds: a list that was downloaded here has none. */
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
  // Those of sheets that an office keeps itself.
  'no_title',
  'no_sector',
  'owner_no_body',
  'unknown_cooperating',
  'no_date',
  'date_out_of_period',
  'impossible_year',
  'unreadable_date',
  'unknown_status',
  'done_without_evidence',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface RowFault {
  /** `F12`. */
  cell: string;
  kind: FaultKind;
  message: BilingualText;
  /** It does not keep the row from being taken in: that was chosen, or it is in a cell of which nothing is taken. */
  noted?: boolean;
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
  /** Of an office's own sheet: the row as it stands there. */
  line?: OwnLine;
}

export interface RowChange {
  field: SheetField | OwnField;
  from: string;
  to: string;
}

/** A list that was downloaded here and comes back, or a sheet that an office keeps itself. */
export const sheetForms = ['downloaded', 'own'] as const;
export type SheetForm = (typeof sheetForms)[number];

/** `mapping`: somebody is to say which column of an office's own sheet says what. */
export const sheetStatuses = ['reading', 'mapping', 'ready', 'applying', 'applied', 'failed'] as const;
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
  /** Of an office's own sheet: what stands in its cells, by field. */
  says: Partial<Record<OwnField, string>>;
}

/** A sheet that was handed in, without its rows. */
export interface SheetHead {
  id: number;
  status: SheetStatus;
  form: SheetForm;
  /** The code of the side whose sheet it is. */
  party: string;
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
  /** Of an office's own sheet: how it is understood. */
  mapping: Mapping | null;
}

export interface SheetDetail extends SheetHead {
  counts: Record<Outcome, number>;
  applied: number;
  /** Cells at fault, by kind. */
  faultsByKind: Record<FaultKind, number>;
  rows: SheetRow[];
  /** Of the row after which to go on; null where these are the last. */
  nextRow: number | null;
  /** Of an office's own sheet: what is in the file. */
  found: Found | null;
}
