import type { Counts } from '../commitments/commitment.types.js';
import type { ExportColumn } from '../exports/export.types.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { completed, share } from './charts/scope.js';
import { standingParts } from './charts/standing-bar.js';

interface Counted {
  counts: Counts;
  total: number;
}

/** How commitments stand, in a file: the five groups of the bars, those that are stopped, their sum and the rate of completion. */
export function standingColumns<Row extends Counted>(language: Language): ExportColumn<Row>[] {
  const t = words(language);
  const groups: [string, (counts: Counts) => number][] = [
    ...standingParts.map(({ tone, of }): [string, (counts: Counts) => number] => [t.standing[tone], of]),
    [t.standing.suspended, ({ suspended }) => suspended],
    [t.standing.withdrawn, ({ withdrawn }) => withdrawn],
  ];
  return [
    ...groups.map(([head, of]): ExportColumn<Row> => ({
      head,
      kind: 'number',
      width: 12,
      value: ({ counts }) => of(counts),
    })),
    { head: t.exports.columns.total, kind: 'number', value: ({ total }) => total },
    {
      head: t.exports.columns.completionRate,
      kind: 'percent',
      width: 12,
      value: ({ counts, total }) => share(completed(counts), total),
    },
  ];
}

interface Reported {
  owed: number;
  gave: number;
  late: number;
  updateRate: number | null;
}

/** What became of the reports on a period. */
export function reportColumns<Row extends Reported>(language: Language): ExportColumn<Row>[] {
  const heads = words(language).exports.columns;
  return [
    { head: heads.owed, kind: 'number', width: 12, value: ({ owed }) => owed },
    { head: heads.gave, kind: 'number', value: ({ gave }) => gave },
    { head: heads.late, kind: 'number', value: ({ late }) => late },
    { head: heads.updateRate, kind: 'percent', width: 12, value: ({ updateRate }) => updateRate },
  ];
}
