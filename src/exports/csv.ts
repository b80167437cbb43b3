import { instantOf } from '../platform/clock.js';
import { cellText } from './cell-text.js';
import type { CellKind, CellValue, ExportColumn } from './export.types.js';

/** By which Excel knows UTF-8. */
export const BYTE_ORDER_MARK = '\u{FEFF}';

/** What makes a spreadsheet take a text for a formula (OWASP, CSV injection), in full width too. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A line by RFC 4180, ending in CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/** The head of a column: a share is written in percents, and the head says so. */
export function csvHead({ head, kind }: Pick<ExportColumn<never>, 'head' | 'kind'>): string {
  return harmless(cellText(kind === 'percent' ? `${head} (%)` : head));
}

/** As programs read it: a day as `2019-11-20`, an instant with Việt Nam's offset, a decimal point, no separators. */
export function csvCell(value: CellValue, kind: CellKind): string {
  if (value === null) return '';
  if (kind === 'percent') return String(Math.round(Number(value) * 1e4) / 100);
  if (kind === 'instant') return inVietnam(String(value));
  if (typeof value === 'number') return String(value);
  return kind === 'text' ? harmless(cellText(value)) : value;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** An apostrophe before it: a spreadsheet then takes it for text. */
const harmless = (text: string) => (startsFormula.test(text) ? `'${text}` : text);

/** `2019-11-20T09:15:00+07:00` */
function inVietnam(instant: string): string {
  const offset = instantOf('1970-01-01').getTime();
  return `${new Date(Date.parse(instant) - offset).toISOString().slice(0, 19)}+07:00`;
}
