import type { MessagePort } from 'node:worker_threads';
import type { StreamedRow } from './row-xml.js';
import type { StreamedWorkbook } from './streamed-workbook.js';

/** What the thread is told: rows as they are read, and last that there are no more. */
type Told = { rows: readonly never[] } | { end: true };

/** Writes rows as they come, and hands the file over where there are no more. */
export function writeWhatIsTold(
  port: MessagePort,
  begun: Promise<StreamedWorkbook>,
  rowOf: (row: never) => StreamedRow,
): void {
  let done = begun;
  port.on('message', (told: Told) => {
    done = done.then(async (workbook) => {
      if ('rows' in told) workbook.write(told.rows.map(rowOf));
      else await handOver(port, workbook);
      return workbook;
    });
  });
}

async function handOver(port: MessagePort, workbook: StreamedWorkbook): Promise<void> {
  const bytes = await workbook.end();
  port.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
}
