import { strFromU8, unzipSync } from 'fflate';
import { parentPort, workerData } from 'node:worker_threads';
import type { BilingualText } from '../../platform/text.js';
import { docxOf } from '../render/docx.js';
import { drawnChart } from '../render/drawn-chart.js';
import type { Chart } from '../render/model.js';
import { faultsOfTemplate } from './check/check-template.js';
import { readPart } from './check/paragraphs.js';
import { contentFaults, MOST_FAULTS } from './check/template-faults.js';
import { exampleFilling, fieldsOf } from './fields/fields.js';
import { filled } from './fill/fill-template.js';
import { pictureOf } from './fill/pictures.js';
import type { TemplateJob, TemplateOutcome, Trial } from './in-thread.js';

const sampleChart: Chart = {
  kind: 'chart',
  alt: 'Biểu đồ',
  legend: [{ tone: 'done', label: 'Hoàn thành' }],
  bars: [{ label: '1', parts: [{ tone: 'done', count: 1 }] }],
};

/** Does one thing with one template, answers, and ends. */
const job = workerData as TemplateJob;
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(await outcome());

async function outcome(): Promise<TemplateOutcome> {
  if (job.do === 'check') return { faults: (await check(job)).slice(0, MOST_FAULTS), docx: null };
  if (job.do === 'try') return { faults: [], docx: await tried(job.docx, job.trial) };
  const chart = job.model.blocks.find((block): block is Chart => block.kind === 'chart');
  return { faults: [], docx: docxOf(job.model, chart ? drawnChart(chart) : null, job.at) };
}

/** Looked at, then filled twice: with an example of every field, and with what would stand in a document of today. */
async function check({
  docx,
  kind,
  language,
  real,
}: Extract<TemplateJob, { do: 'check' }>): Promise<BilingualText[]> {
  const fields = fieldsOf(kind);
  const faults = faultsOfTemplate(docx, fields);
  if (faults.length > 0) return faults;
  const example = { filling: exampleFilling(fields, language), chart: sampleChart };
  try {
    const left = bracesIn(await tried(docx, { ...example, about: { title: '', issuer: '', language } }));
    if (left !== null) return [contentFaults.leftOver(left)];
    if (real) readPart(textOf(await tried(docx, real)));
    return [];
  } catch {
    // The library names no paragraph, and nobody else has found one.
    return [contentFaults.trial];
  }
}

function tried(docx: Uint8Array, { filling, chart, about }: Trial): Promise<Uint8Array> {
  return filled(docx, {
    filling,
    picture: pictureOf(chart, chart ? drawnChart(chart) : null),
    about,
    at: job.at,
  });
}

function textOf(docx: Uint8Array): string {
  return strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
}

/** No example has any: what is left was not filled in. @returns the paragraph; null where there is none */
function bracesIn(docx: Uint8Array): string | null {
  for (const [name, bytes] of Object.entries(unzipSync(docx))) {
    if (!/^word\/(document|header|footer)\d*\.xml$/.test(name)) continue;
    const found = readPart(strFromU8(bytes)).paragraphs.find(({ text }) => /[{}]/.test(text));
    if (found) return found.text.slice(0, 60);
  }
  return null;
}
