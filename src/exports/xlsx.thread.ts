import { writeXlsx } from 'hucre/xlsx';
import { parentPort, workerData } from 'node:worker_threads';
import type { CellValue } from './export.types.js';
import { aboutSheet, rowsSheet } from './sheet.js';
import type { ToThread, WorkbookHead } from './workbook.types.js';

/** Makes one workbook of the rows that it is told, and ends. */
const head = workerData as WorkbookHead;
const rows: CellValue[][] = [];

parentPort!.on('message', (told: ToThread) => {
  if ('rows' in told) rows.push(...told.rows);
  else void finish();
});

async function finish(): Promise<void> {
  const about = aboutSheet(head);
  const bytes = await writeXlsx({
    sheets: [rowsSheet(head, rows), about],
    properties: { title: head.printed.title },
    defaultFont: { name: 'Arial', size: 10 },
  });
  const own = new Uint8Array(bytes);
  parentPort!.postMessage(own, [own.buffer]);
}
