import { standingParts } from '../../dashboard/charts/standing-bar.js';
import { words } from '../../web/i18n/words.js';
import type { Block, Cell } from '../render/model.js';
import { cell, headCell, paragraph, type Making } from './common.js';
import { groupsOf, type Groups } from './say.types.js';

/** Nothing is a dash, not a nought: the eye finds what there is. */
const figure = (n: number, say: Making['say'], bold = false): Cell =>
  cell(n === 0 ? '–' : bold || n >= 1000 ? say.number(n) : String(n), { align: 'right', bold });

/** Commitments by sector and standing; what was stopped has a column where there is any. */
export function sectorTable({ facts, say, language }: Making): Block[] {
  const { figures } = facts.state;
  const t = say.report.sectorHead;
  const rows = figures.bySector.map((sector) => ({
    ...sector,
    groups: groupsOf(sector.counts, sector.total),
  }));
  const sum = groupsOf(figures.counts, figures.total);
  const stops = sum.suspended + sum.withdrawn > 0;
  const valuesOf = (groups: Groups) => [
    groups.total,
    groups.onTime,
    groups.late,
    groups.inTime,
    groups.idle,
    groups.overdue,
    ...(stops ? [groups.suspended + groups.withdrawn] : []),
  ];
  return [
    paragraph('caption', say.report.sectorCaption(facts.source.asOf)),
    {
      kind: 'table',
      widths: [5, 36, 9, 9, 9, 10, 11, 9, ...(stops ? [10] : [])],
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
        ...rows.map(({ code, name, groups }) => [
          cell(code, { align: 'center' }),
          cell(name[language]),
          ...valuesOf(groups).map((n) => figure(n, say)),
        ]),
        [
          cell(''),
          cell(t.sum, { bold: true }),
          ...valuesOf(sum)
            .map((n) => figure(n, say, n >= 1000))
            .map((one) => ({ ...one, bold: true })),
        ],
      ],
    },
    paragraph('note', say.report.tableNote(facts.source.asOf, facts.source.code !== null)),
  ];
}

/** The same as bars, in the colours of the pages. */
export function sectorChart({ facts, say, language }: Making): Block[] {
  const { figures } = facts.state;
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
  const caption = say.report.chart(facts.source.asOf);
  return [
    paragraph('caption', caption),
    { kind: 'chart', alt: `${caption}. ${told.join('; ')}.`, legend, bars },
  ];
}
