import { parentPort, workerData } from 'node:worker_threads';
import { editableFrame, editableRow } from './editable.js';
import type { EditableHead, EditableRow } from './editable.types.js';
import { StreamedWorkbook } from './streamed-workbook.js';
import { writeWhatIsTold } from './told-in-thread.js';

/** Makes one workbook that is to be edited, of the rows that it is told, and ends. */
const head = workerData as EditableHead;

const workbook = StreamedWorkbook.begin((rows) => ({
  sheets: editableFrame(head, rows),
  properties: { title: head.printed.title },
  defaultFont: { name: 'Arial', size: 10 },
}));
writeWhatIsTold(parentPort!, workbook, (row: EditableRow) => editableRow(row, head.columns));
