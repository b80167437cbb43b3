import { parentPort, workerData } from 'node:worker_threads';
import { aboutSheet, listRow, rowsFrame } from './sheet.js';
import { StreamedWorkbook } from './streamed-workbook.js';
import { writeWhatIsTold } from './told-in-thread.js';
import type { CellValue } from './export.types.js';
import type { WorkbookHead } from './workbook.types.js';

/** Makes one workbook of the rows that it is told, and ends. */
const head = workerData as WorkbookHead;

const workbook = StreamedWorkbook.begin((rows) => ({
  sheets: [rowsFrame(head, rows), aboutSheet(head)],
  properties: { title: head.printed.title },
  defaultFont: { name: 'Arial', size: 10 },
}));
writeWhatIsTold(parentPort!, workbook, (row: readonly CellValue[]) => listRow(row, head.columns));
