import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { parentPort, workerData } from 'node:worker_threads';
import { CONTROL_SHEET, MOST_SHEET_ROWS } from '../columns.js';
import { findHead, HEAD_WITHIN, readRows, type Grid } from './read-sheet.js';
import { HEAD_WITHIN_ROWS } from '../intake/propose-mapping.js';
import { readOwn, type NamedGrid } from '../intake/read-own.js';
import type { FromReader, GivenToReader } from './read-in-thread.js';

/** Rows told at once: little enough that whoever listens is never held up. */
const AT_ONCE = 500;
/** One row more than may be, so that more are seen. */
const LAST_ROW = MOST_SHEET_ROWS + Math.max(HEAD_WITHIN, HEAD_WITHIN_ROWS) + 1;

/** Reads one file, tells what is in it, piece by piece, and ends. */
const { bytes, kind, own } = workerData as GivenToReader;
// As text: a copy made on the way is of other classes where realms differ.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const tell = (told: FromReader) => parentPort!.postMessage(JSON.stringify(told));

await (kind === 'csv' ? readAsCsv() : readAsWorkbook());

function readAsCsv(): void {
  const text = decoded();
  if (text === null) return tell({ unreadable: 'encoding' });
  const rows = parseCsv(text, { maxRows: LAST_ROW });
  if (own) tellOwn([{ name: '', rows }]);
  else tellRows({ rows }, null);
}

function decoded(): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function readAsWorkbook(): Promise<void> {
  let sheets: Awaited<ReturnType<typeof readXlsx>>['sheets'];
  try {
    ({ sheets } = await readXlsx(bytes, { range: `A1:AZ${LAST_ROW}` }));
  } catch {
    // Whatever the library says of it, it is no workbook that a spreadsheet would have written.
    return tell({ unreadable: 'cutOff' });
  }
  const shown = sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  if (own) return tellOwn(shown);
  const control = sheets.find(({ name }) => name === CONTROL_SHEET)?.rows ?? [];
  const said = new Map(control.map(([name, value]) => [String(name), String(value)]));
  const grid = shown.find((sheet) => findHead(sheet)) ?? shown[0];
  tellRows(grid ?? { rows: [] }, {
    agreement: said.get('agreement') ?? null,
    party: said.get('party') ?? null,
    rows: Number(said.get('rows')) || null,
  });
}

function tellRows(grid: Grid, control: Extract<FromReader, { end: true }>['control']): void {
  const read = readRows(grid);
  if ('unreadable' in read) return tell(read);
  for (let at = 0; at < read.rows.length; at += AT_ONCE) tell({ rows: read.rows.slice(at, at + AT_ONCE) });
  tell({ end: true, control });
}

/** As an office keeps it: what each column says is told, or guessed by its heading. */
function tellOwn(grids: readonly NamedGrid[]): void {
  const { lines, ...read } = readOwn(grids, own!);
  for (let at = 0; at < lines.length; at += AT_ONCE) tell({ lines: lines.slice(at, at + AT_ONCE) });
  tell({ own: read });
}
