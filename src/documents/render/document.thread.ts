import { parentPort, workerData } from 'node:worker_threads';
import { aboutSheet, listRow, rowsFrame } from '../../exports/sheet.js';
import { StreamedWorkbook } from '../../exports/streamed-workbook.js';
import { docxOf } from './docx.js';
import { filled } from '../templates/fill/fill-template.js';
import { pictureOf } from '../templates/fill/pictures.js';
import { drawnChart } from './drawn-chart.js';
import type { Chart, DocumentFormat, DocumentModel, FromThread, ToMake } from './model.js';
import { pdfOf } from './pdf.js';

/** Makes the files of one document, and ends. */
const { model, at, template } = workerData as ToMake;
await make(model, at);

async function make(made: DocumentModel, instant: string): Promise<void> {
  const chart = made.blocks.find((block): block is Chart => block.kind === 'chart');
  const picture = chart ? drawnChart(chart) : null;
  tell({ progress: 25 });
  tellFile('docx', await docxFor(made, chart, picture));
  tell({ progress: 50 });
  if (made.workbook) tellFile('xlsx', await workbookOf(made.workbook, instant));
  // What an office has laid out itself, LibreOffice sets; that is not this thread's.
  if (!template) tellFile('pdf', pdfOf(made, picture, instant));
  tell({ progress: 90 });
  tell({ end: true });
}

/** By the office's template where one was in force, by the shipped layout otherwise. */
async function docxFor(
  made: DocumentModel,
  chart: Chart | undefined,
  picture: Uint8Array | null,
): Promise<Uint8Array> {
  if (!template) return docxOf(made, picture, at);
  const { docx, filling } = template;
  return filled(docx, { filling, picture: pictureOf(chart, picture), about: made, at });
}

async function workbookOf(
  { head, rows }: NonNullable<DocumentModel['workbook']>,
  instant: string,
): Promise<Uint8Array> {
  const workbook = await StreamedWorkbook.begin((count) => ({
    sheets: [rowsFrame(head, count), aboutSheet(head)],
    properties: { title: head.printed.title, created: new Date(instant), modified: new Date(instant) },
    defaultFont: { name: 'Times New Roman', size: 11 },
  }));
  workbook.write(rows.map((row) => listRow(row, head.columns)));
  return workbook.end();
}

function tellFile(format: DocumentFormat, bytes: Uint8Array): void {
  // A copy of its own: what was written may be part of something larger, and what is handed on is gone here.
  const own = bytes.slice();
  tell({ format, bytes: own }, [own.buffer]);
}

function tell(message: FromThread, hand: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, hand);
}
