import { createHash } from 'node:crypto';
import { languages, type Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { sheetFields, type SheetField, type SheetValues } from './sheet.types.js';

/** The columns of a sheet, in their order: what a row is about, what is stated of it, and by what it is known again. */
export const columnKeys = [
  'code',
  'title',
  'due',
  'leadBody',
  ...sheetFields,
  'remark',
  'id',
  'version',
  'mark',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** Without these a file is not one that was downloaded here. */
export const neededColumns = ['id', 'version', 'mark', ...sheetFields] as const;

/** The sheet that programs do not show, and what it says first. */
export const CONTROL_SHEET = '_tracker';
export const CONTROL_KIND = 'cooperation-tracker report 1';

/** More than these are for a program. */
export const MOST_SHEET_ROWS = 20_000;

export const headOf = (key: ColumnKey, language: Language): string => words(language).sheets.columns[key];

/** Of a column, in whichever language it was downloaded. */
export function keysByHead(fold: (text: string) => string): ReadonlyMap<string, ColumnKey> {
  return new Map(
    columnKeys.flatMap((key) => languages.map((language) => [fold(headOf(key, language)), key] as const)),
  );
}

/** By which it is seen that nothing of a row was edited, however often others have reported since. */
export function markOf(values: SheetValues): string {
  const text = JSON.stringify(sheetFields.map((field) => values[field]));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export const isSheetField = (key: ColumnKey): key is SheetField => sheetFields.some((field) => field === key);
