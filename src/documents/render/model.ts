import type { Language } from '../../platform/text.js';
import type { WorkbookHead } from '../../exports/workbook.types.js';
import type { Filling } from '../templates/fields/field.types.js';
import type { CellValue } from '../../exports/export.types.js';

/** What a document says, part by part, whatever file is made of it. Plain: it is kept, and goes to another thread. */
export interface DocumentModel {
  /** Of the layout: see layouts.ts. */
  layout: string;
  language: Language;
  /** What programs show as its title, and who it is of. */
  title: string;
  issuer: string;
  /** The sheet lies on its side: tables of many columns. */
  wide: boolean;
  blocks: Block[];
  /** At the foot of each page: of which state it is. */
  foot: string;
  /** The same rows as a workbook; null where there is none. */
  workbook: { head: WorkbookHead; rows: CellValue[][] } | null;
}

export type Block = Paragraph | Columns | Table | Chart;

export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  /** Of a text that is quoted in another language than the document's. */
  language?: Language;
}

export const paragraphRoles = ['title', 'subject', 'heading', 'text', 'item', 'caption', 'note'] as const;
export type ParagraphRole = (typeof paragraphRoles)[number];

export interface Paragraph {
  kind: 'paragraph';
  role: ParagraphRole;
  runs: Run[];
}

/** Lines side by side, each its own: what stands at the top and at the end of a document. */
export interface Columns {
  kind: 'columns';
  /** Shares of the width. */
  widths: number[];
  cells: { align: 'left' | 'center'; lines: Run[][]; size: 'head' | 'text' | 'note' }[];
}

export interface Cell {
  text: string;
  bold?: boolean;
  align?: 'left' | 'center' | 'right';
  /** Columns and rows that it takes, 1 where left out. */
  across?: number;
  down?: number;
  language?: Language;
}

export interface Table {
  kind: 'table';
  /** Shares of the width, one for each column. */
  widths: number[];
  /** Stand again on each page. */
  head: Cell[][];
  rows: Cell[][];
}

/** Bars of one unit, a line each. */
export interface Chart {
  kind: 'chart';
  /** What it shows, in words: for whoever does not see it. */
  alt: string;
  legend: { tone: Tone; label: string }[];
  bars: { label: string; parts: { tone: Tone; count: number }[] }[];
}

export const tones = ['done', 'late', 'run', 'idle', 'over'] as const;
export type Tone = (typeof tones)[number];

/** What the thread that makes files is given. */
export interface ToMake {
  model: DocumentModel;
  /** The instant that the files name as that of their making: when the document was asked for. */
  at: string;
  /** An office's own layout as DOCX, and what its fields stand for; left out for the shipped one. */
  template?: { docx: Uint8Array; filling: Filling };
}

export const documentFormats = ['docx', 'pdf', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What it tells: how far it is, and each file as it is there. */
export type FromThread = { progress: number } | { format: DocumentFormat; bytes: Uint8Array } | { end: true };
