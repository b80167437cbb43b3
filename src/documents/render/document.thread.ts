import { Resvg } from '@resvg/resvg-js';
import { writeXlsx } from 'hucre/xlsx';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { aboutSheet, rowsSheet } from '../../exports/sheet.js';
import { chartSvg } from './chart.js';
import { docxOf } from './docx.js';
import { FONTS } from './fonts.js';
import type { Chart, DocumentFormat, DocumentModel, FromThread, ToMake } from './model.js';
import { pdfOf } from './pdf.js';

/** Makes the files of one document, and ends. */
const { model, at } = workerData as ToMake;
await make(model, at);

async function make(made: DocumentModel, instant: string): Promise<void> {
  const chart = made.blocks.find((block): block is Chart => block.kind === 'chart');
  const picture = chart ? drawn(chart) : null;
  tell({ progress: 25 });
  tellFile('docx', docxOf(made, picture, instant));
  tell({ progress: 50 });
  if (made.workbook) tellFile('xlsx', await workbookOf(made.workbook, instant));
  tellFile('pdf', pdfOf(made, picture, instant));
  tell({ progress: 90 });
  tell({ end: true });
}

function drawn(chart: Chart): Uint8Array {
  const fontFiles = ['400Regular/Tinos_400Regular.ttf', '700Bold/Tinos_700Bold.ttf'].map((file) =>
    join(FONTS, file),
  );
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Tinos' };
  return new Uint8Array(
    new Resvg(chartSvg(chart), { fitTo: { mode: 'zoom', value: 2 }, font }).render().asPng(),
  );
}

async function workbookOf(
  { head, rows }: NonNullable<DocumentModel['workbook']>,
  instant: string,
): Promise<Uint8Array> {
  const bytes = await writeXlsx({
    sheets: [rowsSheet(head, rows), aboutSheet(head)],
    properties: { title: head.printed.title, created: new Date(instant), modified: new Date(instant) },
    defaultFont: { name: 'Times New Roman', size: 11 },
  });
  return new Uint8Array(bytes);
}

function tellFile(format: DocumentFormat, bytes: Uint8Array): void {
  // A copy of its own: what was written may be part of something larger, and what is handed on is gone here.
  const own = bytes.slice();
  tell({ format, bytes: own }, [own.buffer]);
}

function tell(message: FromThread, hand: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, hand);
}
