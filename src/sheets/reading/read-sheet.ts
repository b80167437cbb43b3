import type { Cell, CellValue, MergeRange } from 'hucre';
import { fold } from '../../platform/text.js';
import { keysByHead, MOST_SHEET_ROWS, markOf, neededColumns, type ColumnKey } from '../columns.js';
import {
  sheetFields,
  type ReadRow,
  type RowFault,
  type SheetField,
  type SheetValues,
} from '../sheet.types.js';
import { lettersOf } from '../intake/letters.js';
import { readCell, textIn } from './cells.js';
import type { Unreadable } from './unreadable.js';

/** One sheet as a spreadsheet has it; cells by `row,column` where the file says more of them than a value. */
export interface Grid {
  rows: readonly (readonly CellValue[])[];
  cells?: ReadonlyMap<string, Cell>;
  merges?: readonly MergeRange[];
}

/** Titles may stand above the head, not a whole page. */
export const HEAD_WITHIN = 10;

const keys = keysByHead(fold);
type Columns = ReadonlyMap<ColumnKey, number>;

/** Where the head of a sheet is, and which column is which; null where it has none. */
export function findHead({ rows }: Grid): { row: number; columns: Columns } | null {
  for (const [row, cells] of rows.slice(0, HEAD_WITHIN).entries()) {
    const columns = new Map<ColumnKey, number>();
    cells.forEach((cell, column) => {
      const key = keys.get(fold(textIn(cell)));
      if (key && !columns.has(key)) columns.set(key, column);
    });
    if (neededColumns.every((key) => columns.has(key))) return { row, columns };
  }
  return null;
}

/** The rows below the head, those in which nothing stands left out. */
export function readRows(grid: Grid): { rows: ReadRow[] } | { unreadable: Unreadable } {
  const head = findHead(grid);
  if (!head) return { unreadable: 'noHead' };
  const first = head.row + 1;
  if (grid.merges?.some(({ endRow }) => endRow >= first)) return { unreadable: 'merged' };
  const rows = grid.rows
    .slice(first)
    .flatMap((cells, index) =>
      cells.every((cell) => textIn(cell).trim() === '')
        ? []
        : [readRow({ cells, index: first + index, of: grid.cells }, head.columns)],
    );
  if (rows.length > MOST_SHEET_ROWS) return { unreadable: 'tooManyRows' };
  return rows.length === 0 ? { unreadable: 'noRows' } : { rows };
}

interface Line {
  cells: readonly CellValue[];
  /** From 0. */
  index: number;
  of: Grid['cells'];
}

function readRow(line: Line, columns: Columns): ReadRow {
  const at = (key: ColumnKey) => columns.get(key) ?? -1;
  const row = line.index + 1;
  const faults: RowFault[] = [];
  const values = Object.fromEntries(
    sheetFields.map((field) => {
      const read = readCell(field, valueAt(line, at(field)), line.of?.get(`${line.index},${at(field)}`));
      if ('value' in read) return [field, read.value];
      faults.push({ cell: `${lettersOf(at(field))}${row}`, ...read });
      return [field, textIn(valueAt(line, at(field))).slice(0, 200)];
    }),
  ) as SheetValues;
  return {
    row,
    code: textIn(valueAt(line, at('code')))
      .trim()
      .slice(0, 80),
    id: numberAt(line, at('id')),
    version: numberAt(line, at('version')),
    isUntouched: faults.length === 0 && textIn(valueAt(line, at('mark'))).trim() === markOf(values),
    values,
    faults,
    columns: Object.fromEntries(
      [...sheetFields, 'id' as const].map((key) => [key, lettersOf(at(key))]),
    ) as Record<SheetField | 'id', string>,
  };
}

const valueAt = ({ cells }: Line, column: number): CellValue => cells[column] ?? null;

/** A positive whole number; null where it is none, or was computed. */
function numberAt(line: Line, column: number): number | null {
  const type = line.of?.get(`${line.index},${column}`)?.type;
  if (type === 'formula' || type === 'error') return null;
  const text = textIn(valueAt(line, column)).trim();
  return /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}
