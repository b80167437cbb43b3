import type { CellStyle, WriteSheet } from 'hucre';
import { cellText } from './cell-text.js';
import type { CellKind, CellValue } from './export.types.js';
import type { Cell, StreamedRow } from './row-xml.js';
import type { WorkbookHead } from './workbook.types.js';

export const FONT = { name: 'Arial', size: 10 } as const;
const formats: Partial<Record<CellKind, string>> = {
  percent: '0.0%',
  day: 'dd/mm/yyyy',
  instant: 'dd/mm/yyyy hh:mm',
};
const styles: Record<CellKind, CellStyle> = {
  text: styleOf('text', { wrapText: true }),
  number: styleOf('number', {}),
  percent: styleOf('percent', {}),
  day: styleOf('day', { horizontal: 'center' }),
  instant: styleOf('instant', { horizontal: 'center' }),
};
const bold: CellStyle = { font: { ...FONT, bold: true } };
export const headStyle: CellStyle = {
  ...bold,
  alignment: { vertical: 'center', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E9EEEF' } },
  border: { bottom: { style: 'medium', color: { rgb: '14242B' } } },
};

function styleOf(kind: CellKind, alignment: NonNullable<CellStyle['alignment']>): CellStyle {
  return { font: FONT, numFmt: formats[kind], alignment: { vertical: 'top', ...alignment } };
}

/** The sheet of a list but for its rows, of which one empty one stands in their place: a head that stays in sight and on each sheet of paper, to be sorted and filtered. */
export function rowsFrame({ sheet, columns, printed }: WorkbookHead, rows: number): WriteSheet {
  const heads = columns.map(({ head }) => cellText(head));
  const last = `${columnName(columns.length - 1)}${rows + 1}`;
  return {
    name: sheetName(sheet),
    columns: columns.map(({ width, kind }) => ({ width, style: styles[kind] })),
    rows: [heads, columns.map(() => null)],
    cells: new Map(heads.map((value, index) => [`0,${index}`, { value, style: headStyle }])),
    rowDefs: new Map([[0, { height: heightOf(heads, columns) }]]),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${last}` },
    ...onPaper(printed),
  };
}

/** A row of it. */
export function listRow(row: readonly CellValue[], columns: WorkbookHead['columns']): StreamedRow {
  const cells = row.map((value, index) => cellOf(value, columns[index]!.kind));
  return { cells, look: 0, height: heightOf(cells, columns) };
}

/** How a sheet of rows is printed: its head on each sheet of paper, and what it is. */
export function onPaper({
  title,
  asOf,
  foot,
}: WorkbookHead['printed']): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      margins: { top: 0.75, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: `&L&B${printable(title, 90)}&R${printable(asOf, 120)}`,
      oddFooter: `&L${printable(foot, 180)}&R&P/&N`,
    },
  };
}

/** What the file is: the same lines that stand on its printed sheets, and more. */
export function aboutSheet({ aboutSheet: name, about }: WorkbookHead): WriteSheet {
  return textSheet(name, about);
}

/** A label and what it says, line by line. */
export function textSheet(name: string, about: readonly [string, string][]): WriteSheet {
  const columns = [{ width: 24 }, { width: 90 }];
  const rows = about.map((line) => line.map(cellText));
  return {
    name: sheetName(name),
    columns: [
      { ...columns[0], style: { ...bold, alignment: { vertical: 'top' } } },
      { ...columns[1], style: styles.text },
    ],
    rows,
    rowDefs: new Map(rows.map((row, index) => [index, { height: heightOf(row, columns) }])),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** A day and an instant are dates to a spreadsheet, which knows no zones: the clock's time in Việt Nam. */
export function cellOf(value: CellValue, kind: CellKind): Cell {
  if (value === null) return null;
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  if (kind === 'instant') return new Date(Date.parse(String(value)) + 7 * 3_600_000);
  return typeof value === 'number' ? value : asTyped(cellText(value));
}

/** `_x000D_` means a line end in such files: what somebody typed so is marked, so that it stays what it is (ECMA-376, 22.9.2.19). */
const asTyped = (text: string) => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const LINE = 13.5;
const MOST_LINES = 20;

/** In points. Not every program lets a row grow with its text, so it is estimated, with room to spare. */
export function heightOf(row: readonly Cell[], columns: readonly { width: number }[]): number {
  const lines = row.map((cell, index) =>
    typeof cell === 'string' ? linesIn(cell, columns[index]!.width) : 1,
  );
  return Math.min(Math.max(1, ...lines), MOST_LINES) * LINE + 3;
}

const linesIn = (text: string, width: number) =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.95))), 0);

/** At most 31 characters, without those by which formulas name cells, and no apostrophe at an end. */
export function sheetName(text: string): string {
  const name = cellText(text)
    .replace(/[[\]:*?/\\\s]+/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '');
  return (
    [...name]
      .slice(0, 31)
      .join('')
      .replace(/[' ]+$/, '') || '–'
  );
}

/** In the head or foot of a sheet, where `&` begins a code, and all three parts together may have 255 characters. */
function printable(text: string, most: number): string {
  const letters = [...cellText(text).replaceAll('\n', ' ')];
  const short = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
  return short.replaceAll('&', '&&');
}

/** `A`, `Z`, `AA`. @param index from 0 */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
