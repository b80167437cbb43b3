import { writeXlsx } from 'hucre/xlsx';
import { parentPort, workerData } from 'node:worker_threads';
import { editableSheets } from './editable.js';
import type { EditableHead, EditableRow, ToEditableThread } from './editable.types.js';

/** Makes one workbook that is to be edited, of the rows that it is told, and ends. */
const head = workerData as EditableHead;
const rows: EditableRow[] = [];

parentPort!.on('message', (told: ToEditableThread) => {
  if ('rows' in told) rows.push(...told.rows);
  else void finish();
});

async function finish(): Promise<void> {
  const bytes = await writeXlsx({
    sheets: editableSheets(head, rows),
    properties: { title: head.printed.title },
    defaultFont: { name: 'Arial', size: 10 },
  });
  const own = new Uint8Array(bytes);
  parentPort!.postMessage(own, [own.buffer]);
}
