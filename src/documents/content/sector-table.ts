import { standingParts } from '../../dashboard/charts/standing-bar.js';
import { words } from '../../web/i18n/words.js';
import type { Block } from '../render/model.js';
import { cell, headCell, paragraph, type Making } from './common.js';
import { groupsOf, type Groups } from './say.types.js';

/** Of a sector, or of all: the figures of a row, as they are written. Nothing is a dash, not a nought: the eye finds what there is. */
export interface SectorFigures {
  total: string;
  onTime: string;
  late: string;
  inTime: string;
  idle: string;
  overdue: string;
  stopped: string;
}

export interface SectorRows {
  sectors: (SectorFigures & { code: string; name: string })[];
  sum: SectorFigures;
  /** Whether anything was suspended or withdrawn. */
  stops: boolean;
}

export function sectorRows({ facts, say, language }: Making): SectorRows {
  const { figures } = facts.state;
  const written = (n: number) => (n === 0 ? '–' : n >= 1000 ? say.number(n) : String(n));
  const figuresOf = (groups: Groups): SectorFigures => ({
    total: written(groups.total),
    onTime: written(groups.onTime),
    late: written(groups.late),
    inTime: written(groups.inTime),
    idle: written(groups.idle),
    overdue: written(groups.overdue),
    stopped: written(groups.suspended + groups.withdrawn),
  });
  const sum = groupsOf(figures.counts, figures.total);
  return {
    sectors: figures.bySector.map(({ code, name, counts, total }) => ({
      code,
      name: name[language],
      ...figuresOf(groupsOf(counts, total)),
    })),
    sum: figuresOf(sum),
    stops: sum.suspended + sum.withdrawn > 0,
  };
}

/** Commitments by sector and standing; what was stopped has a column where there is any. */
export function sectorTable(making: Making): Block[] {
  const { facts, say } = making;
  const { sectors, sum, stops } = sectorRows(making);
  return [
    paragraph('caption', say.report.sectorCaption(facts.source.asOf)),
    sectorsAsTable(making, { sectors, sum, stops }),
    paragraph('note', say.report.tableNote(facts.source.asOf, facts.source.code !== null)),
  ];
}

/** @param rows figures, or the fields of a template that stand for them */
export function sectorsAsTable({ say }: Pick<Making, 'say'>, { sectors, sum, stops }: SectorRows): Block {
  const t = say.report.sectorHead;
  const valuesOf = ({ total, onTime, late, inTime, idle, overdue, stopped }: SectorFigures, bold = false) =>
    [total, onTime, late, inTime, idle, overdue, ...(stops ? [stopped] : [])].map((text) =>
      cell(text, { align: 'right', bold }),
    );
  return {
    kind: 'table',
    widths: [6, 32, 9, 9, 9, 10, 12, 12, ...(stops ? [11] : [])],
    head: [
      [
        headCell(t.number, { down: 2 }),
        headCell(t.sector, { down: 2 }),
        headCell(t.total, { down: 2 }),
        headCell(t.completed, { across: 2 }),
        headCell(t.inTime, { down: 2 }),
        headCell(t.idle, { down: 2 }),
        headCell(t.overdue, { down: 2 }),
        ...(stops ? [headCell(t.stopped, { down: 2 })] : []),
      ],
      [headCell(t.onTime), headCell(t.late)],
    ],
    rows: [
      ...sectors.map((sector) => [
        cell(sector.code, { align: 'center' }),
        cell(sector.name),
        ...valuesOf(sector),
      ]),
      [cell(''), cell(t.sum, { bold: true }), ...valuesOf(sum, true)],
    ],
  };
}

/** The same as bars, in the colours of the pages. */
export function sectorChart(making: Making): Block[] {
  const { language } = making;
  const { figures } = making.facts.state;
  if (figures.total === 0) return [];
  const { standing } = words(language);
  const bars = figures.bySector.map(({ code, name, counts }) => ({
    label: `${code}. ${name[language]}`,
    parts: standingParts.map(({ tone, of }) => ({ tone, count: of(counts) })),
  }));
  const legend = standingParts.map(({ tone }) => ({ tone, label: standing[tone] }));
  const told = bars.map(
    ({ label, parts }) =>
      `${label}: ${parts
        .filter(({ count }) => count > 0)
        .map(({ tone, count }) => `${standing[tone]} ${count}`)
        .join(', ')}`,
  );
  const caption = chartCaption(making);
  return [
    paragraph('caption', caption),
    { kind: 'chart', alt: `${caption}. ${told.join('; ')}.`, legend, bars },
  ];
}

export const chartCaption = ({ facts, say }: Making) => say.report.chart(facts.source.asOf);
