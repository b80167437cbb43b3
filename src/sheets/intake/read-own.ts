import type { Cell, CellValue } from 'hucre';
import { MOST_STATEMENT_TEXT } from '../../commitments/statement.js';
import { MOST_SHEET_ROWS } from '../columns.js';
import { textIn } from '../reading/cells.js';
import type { Grid } from '../reading/read-sheet.js';
import { indexOf, lettersOf } from './letters.js';
import { fieldOfHeading } from './headings.js';
import type {
  FoundSheet,
  KeptWords,
  Mapping,
  MappingProblem,
  OwnCell,
  OwnField,
  OwnLine,
  OwnRead,
} from './own.types.js';
import { HEAD_WITHIN_ROWS, headIn, proposeMapping } from './propose-mapping.js';

/** Rows that are shown to be understood: the headings' and some below them. */
const SHOWN_LINES = HEAD_WITHIN_ROWS + 10;
const MOST_SHEETS = 20;
const MOST_COLUMNS = 52;
const MOST_SHOWN_TEXT = 60;

export interface NamedGrid extends Grid {
  name: string;
}

/**
 * Reads an office's own sheet as it is to be understood, or as it seems to be.
 * @param mapping how; null where nobody has said yet @param kept of earlier sheets of the same side
 */
export function readOwn(
  grids: readonly NamedGrid[],
  { mapping: said, kept }: { mapping: Mapping | null; kept: KeptWords | null },
): OwnRead {
  const sheets = grids.slice(0, MOST_SHEETS).map((grid) => foundSheet(grid, kept));
  const { mapping: proposed, ...guessed } = proposeMapping(sheets, kept);
  const mapping = said ?? proposed;
  const found = { sheets, ...(said ? { how: {}, repeated: guessed.repeated } : guessed) };
  const grid = grids.find(({ name }) => name === mapping.sheet);
  const problem = problemOf(mapping, sheets) ?? (grid ? problemInside(mapping, grid) : null);
  if (!grid || problem) return { found, mapping, problem, lines: [] };
  const lines = linesOf(grid, mapping);
  if (lines.length > MOST_SHEET_ROWS)
    return { found, mapping, problem: { why: 'tooManyRows', at: '' }, lines: [] };
  return { found, mapping, problem: lines.length === 0 ? { why: 'noRows', at: '' } : null, lines };
}

function foundSheet({ name, rows }: NamedGrid, kept: KeptWords | null): FoundSheet {
  const lines = rows
    .slice(0, SHOWN_LINES)
    .map((cells) => cells.slice(0, MOST_COLUMNS).map((cell) => shown(cell)));
  return {
    name,
    rows: rows.filter((cells) => !isEmpty(cells)).length,
    lines,
    further: furtherIn(rows.slice(SHOWN_LINES)),
    head: headIn(lines, kept),
  };
}

/** Of each column the first that stands in it: some are empty for many rows. */
function furtherIn(rows: Grid['rows']): string[] {
  const width = Math.min(
    MOST_COLUMNS,
    Math.max(0, ...rows.slice(0, SHOWN_LINES).map((cells) => cells.length)),
  );
  return Array.from({ length: width }, (_, column) => {
    const row = rows.find((cells) => shown(cells[column] ?? null) !== '');
    return row ? shown(row[column] ?? null) : '';
  });
}

const shown = (cell: CellValue) =>
  [
    ...textIn(cell)
      .slice(0, 4 * MOST_SHOWN_TEXT)
      .trim(),
  ]
    .slice(0, MOST_SHOWN_TEXT)
    .join('');
const isEmpty = (cells: readonly CellValue[]) => cells.every((cell) => textIn(cell).trim() === '');

/** What does not fit the file as far as it was shown; null where it all fits. */
export function problemOf(
  { sheet: name, head, columns }: Mapping,
  sheets: readonly FoundSheet[],
): { why: MappingProblem; at: string } | null {
  const sheet = sheets.find((each) => each.name === name);
  if (!sheet) return { why: 'noSheet', at: name };
  const headings = sheet.lines[head - 1];
  if (!headings || headings.every((heading) => heading === ''))
    return { why: 'headMissing', at: String(head) };
  if (!columns.title && !columns.code) return { why: 'noHead', at: '' };
  const width = Math.max(...sheet.lines.map((cells) => cells.length));
  const letters = Object.values(columns);
  const missing = letters.find((letter) => indexOf(letter) >= width);
  if (missing) return { why: 'noColumn', at: missing };
  const twice = letters.find((letter, index) => letters.indexOf(letter) < index);
  return twice ? { why: 'twice', at: twice } : null;
}

/** What only the whole sheet shows: cells that belong to several rows or columns, and a second row of headings. */
function problemInside(
  { head, columns }: Mapping,
  { rows, merges = [] }: NamedGrid,
): { why: MappingProblem; at: string } | null {
  const merged = merges.find(({ endRow }) => endRow >= head - 1);
  if (merged) {
    const { startRow, startCol, endRow, endCol } = merged;
    const at = `${lettersOf(startCol)}${startRow + 1}:${lettersOf(endCol)}${endRow + 1}`;
    return { why: 'merged', at };
  }
  const next = (rows[head] ?? []).map((cell) => textIn(cell).trim());
  const used = Object.values(columns).map((letter) => next[indexOf(letter)] ?? '');
  const said = used.filter((text) => text !== '');
  const isNumbered = said.length > 1 && said.every((text) => /^\(?\d{1,2}\)?$/.test(text));
  const isHeaded = next.filter((text) => fieldOfHeading(text) !== undefined).length > 1;
  return isNumbered || isHeaded ? { why: 'twoHeads', at: String(head + 1) } : null;
}

/** The rows below the headings, those left out in which nothing stands in a column that says something. */
function linesOf({ rows, cells: details }: NamedGrid, { head, columns }: Mapping): OwnLine[] {
  const used = Object.entries(columns).map(
    ([field, letter]) => [field as OwnField, indexOf(letter)] as const,
  );
  return rows.slice(head).flatMap((values, below) => {
    const index = head + below;
    const cells = used.flatMap(([field, column]) => {
      const cell = ownCell(values[column] ?? null, details?.get(`${index},${column}`));
      return cell.text === '' && cell.kind === 'text' ? [] : [[field, cell] as const];
    });
    return cells.length === 0 ? [] : [{ row: index + 1, cells: Object.fromEntries(cells) }];
  });
}

function ownCell(value: CellValue, detail: Cell | undefined): OwnCell {
  const kind = kindOf(value, detail);
  const text = kind === 'day' ? dayText(value) : textIn(value);
  // Four times what is taken: as much as may be brought to NFC, and enough to be told that it is too long.
  return { kind, text: text.slice(0, 4 * MOST_STATEMENT_TEXT + 1).trim() };
}

function kindOf(value: CellValue, detail: Cell | undefined): OwnCell['kind'] {
  if (detail?.type === 'formula' || detail?.type === 'error') return detail.type;
  if (Object.prototype.toString.call(value) === '[object Date]') return 'day';
  return typeof value === 'number' ? 'number' : 'text';
}

/** A date of a workbook as `2019-11-20`; one that is none as it is shown. */
function dayText(value: CellValue): string {
  const time = (value as Date).getTime();
  return Number.isNaN(time) ? 'NaN' : (value as Date).toISOString().slice(0, 10);
}
