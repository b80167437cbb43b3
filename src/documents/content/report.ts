import type { Block, DocumentModel } from '../render/model.js';
import { endBlock, footOf, headBlock, issuerName, paragraph, type Making } from './common.js';
import { reportSaid, type ReportSaid } from './report-said.js';
import { saidTable } from './said-table.js';
import { sectorChart, sectorTable } from './sector-table.js';

/** The periodic report of a side, or of all together. */
export function reportModel(making: Making): DocumentModel {
  const { say, layout, language } = making;
  const said = reportSaid(making);
  return {
    layout: layout.id,
    language,
    title: `${say.report.type} ${said.subject}`,
    issuer: issuerName(making),
    wide: false,
    foot: footOf(making),
    workbook: null,
    blocks: [
      headBlock(making, say.report.short),
      paragraph('title', say.report.type),
      paragraph('subject', said.subject),
      paragraph('subject', '-----'),
      paragraph('text', said.opening),
      paragraph('heading', say.report.results),
      ...results(making, said),
      paragraph('heading', say.report.bySector),
      ...saidTable(making),
      paragraph('heading', say.report.difficulties),
      paragraph('text', said.difficulties),
      paragraph('heading', say.report.proposals),
      paragraph('text', said.proposals),
      paragraph('heading', say.report.next),
      paragraph('text', said.due),
      ...said.next.map(({ lead, text }) => paragraph('item', lead, { text, language: 'vi' })),
      endBlock(making),
    ],
  };
}

function results(making: Making, said: ReportSaid): Block[] {
  const { report: t } = making.say;
  return [
    paragraph('text', { text: t.general, bold: true }, said.general),
    ...sectorTable(making),
    ...sectorChart(making),
    paragraph('text', { text: t.sides, bold: true }, said.sides),
    paragraph('text', { text: t.overdueHead, bold: true }, said.overdue),
    ...said.overdueItems.map(({ sentence }) => paragraph('item', sentence)),
    paragraph('text', { text: t.missingHead, bold: true }, said.missing),
  ];
}
