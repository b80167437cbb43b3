import type { Day } from '../../platform/clock.js';
import type { Status } from '../../commitments/commitment.types.js';

/** What a column of an office's own sheet can say, in the order in which it is offered. */
export const ownFields = [
  'code',
  'title',
  'sector',
  'leadBody',
  'cooperatingBodies',
  'product',
  'due',
  'status',
  'percent',
  'doneOn',
  'evidenceNumber',
  'evidenceDate',
  'evidenceRecipient',
  'results',
  'difficulties',
  'proposals',
  'nextSteps',
] as const;
export type OwnField = (typeof ownFields)[number];

export const isOwnField = (name: string): name is OwnField => ownFields.some((field) => field === name);

/** Faults with which a row may be taken in as it stands, its origin told; each only where that was chosen. */
export const asItStandsKinds = ['no_date', 'done_without_evidence'] as const;
export type AsItStands = (typeof asItStandsKinds)[number];

/** How an office's sheet is to be understood. */
export interface Mapping {
  /** The name of the sheet in the workbook; empty in CSV. */
  sheet: string;
  /** The row of the headings, as spreadsheets number it. */
  head: number;
  /** By field, the letter of its column. */
  columns: Partial<Record<OwnField, string>>;
  /** What the sheet calls a body: its code, or null where that is none. */
  bodies: Record<string, string | null>;
  /** What the sheet calls a status. */
  statuses: Record<string, Status | null>;
  /** The code of the sector of rows that name none; null: such rows are at fault. */
  sector: string | null;
  asItStands: AsItStands[];
  /** On which the dates of rows without one are looked at again. */
  reviewOn: Day | null;
}

/** By which a column was given its field: the same headings before, its heading, what stands in it, or somebody. */
export const howFound = ['kept', 'heading', 'content', 'chosen'] as const;
export type HowFound = (typeof howFound)[number];

/** A sheet of the workbook, as far as it has to be seen to be understood. */
export interface FoundSheet {
  name: string;
  /** Rows in which something stands. */
  rows: number;
  /** The first lines from row 1 on, each cell shortened. */
  lines: string[][];
  /** By column, something that stands in it further down. */
  further: string[];
  /** The row that looks like the headings; null where none does. */
  head: number | null;
}

export interface Found {
  sheets: FoundSheet[];
  how: Partial<Record<OwnField, HowFound>>;
  /** Columns under the heading of another one before them, by letter. */
  repeated: string[];
}

/** What was kept of earlier sheets of the same side: fields by folded heading, bodies and statuses by folded words. */
export interface KeptWords {
  columns: Record<string, OwnField | null>;
  bodies: Record<string, string | null>;
  statuses: Record<string, Status | null>;
  sector: string | null;
}

/** A cell as it was read: a date as `2019-11-20`, a number as programs write it. */
export interface OwnCell {
  text: string;
  kind: 'text' | 'day' | 'number' | 'formula' | 'error';
}

/** A row of the sheet: the cells of the columns that say something. */
export interface OwnLine {
  /** As the spreadsheet numbers it. */
  row: number;
  cells: Partial<Record<OwnField, OwnCell>>;
}

/** Why a sheet cannot be read as it is understood so far; the person is asked. */
export const mappingProblems = [
  'noSheet',
  'noHead',
  'headMissing',
  'noColumn',
  'twice',
  'merged',
  'twoHeads',
  'noRows',
  'tooManyRows',
] as const;
export type MappingProblem = (typeof mappingProblems)[number];

/** What the thread that reads a file tells of it. */
export interface OwnRead {
  found: Found;
  mapping: Mapping;
  problem: { why: MappingProblem; at: string } | null;
  lines: OwnLine[];
}
