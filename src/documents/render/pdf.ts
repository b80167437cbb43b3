import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';
import { soundText } from '../../exports/cell-text.js';
import { layoutById } from './docx.js';
import { FONTS } from './fonts.js';
import type { DocumentModel } from './model.js';
import { typesetting } from './typesetting.js';

/** Nothing is read from it: what the document needs is given beside it. */
const NOWHERE = join(FONTS, '400Regular');

/**
 * The document as PDF with its structure (headings, tables, what pictures show). The same model and instant give the same bytes.
 * @param picture the chart as PNG; null where there is none
 * @param at an instant, ISO 8601
 */
export function pdfOf(model: DocumentModel, picture: Uint8Array | null, at: string): Uint8Array {
  const { compiler, source } = prepared(model, picture);
  const pdf = compiler.pdf(source, { creationTimestamp: Math.floor(Date.parse(at) / 1000) });
  return new Uint8Array(pdf);
}

function prepared(model: DocumentModel, picture: Uint8Array | null) {
  const compiler = NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontPaths: [FONTS] }] });
  // What people wrote goes in as data: nothing of it is ever read as markup.
  const data = JSON.stringify(
    { ...model, workbook: null, layout: layoutById(model.layout) },
    (_key, value: unknown) => (typeof value === 'string' ? soundText(value) : value),
  );
  compiler.mapShadow(join(NOWHERE, 'data.json'), Buffer.from(data));
  if (picture) compiler.mapShadow(join(NOWHERE, 'chart.png'), Buffer.from(picture));
  return { compiler, source: { mainFileContent: typesetting } };
}
