/** What stands in a cell, as a spreadsheet has it. */
export type Cell = string | number | Date | null;

/** A row of a sheet: which look of those that the frame has, and how high, in points. */
export interface StreamedRow {
  cells: readonly Cell[];
  look: number;
  height: number;
}

/** A row as SpreadsheetML. @param number from 1 @param styles of each column */
export function rowXml(number: number, { cells, height }: StreamedRow, styles: readonly string[]): string {
  const inner = cells.map((cell, at) => cellXml(cell, styles[at]!)).join('');
  return `<row r="${number}" ht="${height}" customHeight="1">${inner}</row>`;
}

/** Places are left out: each cell stands behind the one before it. */
function cellXml(cell: Cell, style: string): string {
  if (typeof cell === 'string')
    return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (cell === null) return `<c s="${style}"/>`;
  return `<c s="${style}"><v>${cell instanceof Date ? serial(cell) : cell}</v></c>`;
}

const DAY_MS = 86_400_000;
/** As spreadsheets count days: 1 January 1970 is the 25,569th. */
const serial = (date: Date) => date.getTime() / DAY_MS + 25_569;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign]!);
