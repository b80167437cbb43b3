import { exportTable, inOne } from '../exports/pages.js';
import type { ExportColumn, ExportFacts, ExportTable } from '../exports/export.types.js';
import type { BilingualText, Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { axisStart, countAt, monthEnds } from './charts/trend-scales.js';
import type { Dashboard } from './dashboard.types.js';
import { reportColumns, standingColumns } from './standing-columns.js';

/** The figures that the overview and a frozen period have in common. */
type Figures = Pick<Dashboard, 'bySector' | 'bySide' | 'byBody'>;

const total = ({ counts }: Dashboard['bySide'][number]) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export function sectorTable({ bySector }: Figures, facts: ExportFacts, language: Language): ExportTable {
  const { columns, exports: t } = words(language);
  return exportTable(
    facts,
    [
      { head: columns.code, kind: 'text', width: 8, value: ({ code }) => code },
      { head: t.columns.sector, kind: 'text', width: 36, value: ({ name }) => name[language] },
      ...standingColumns<Figures['bySector'][number]>(language),
    ],
    inOne(bySector),
  );
}

/** By each side's own statements. */
export function sideTable({ bySide }: Figures, facts: ExportFacts, language: Language): ExportTable {
  const rows = bySide.map((side) => ({ ...side, total: total(side) }));
  type Row = (typeof rows)[number];
  return exportTable(
    facts,
    [
      {
        head: words(language).exports.columns.side,
        kind: 'text',
        width: 18,
        value: ({ name }) => name[language],
      },
      ...standingColumns<Row>(language),
      ...reportColumns<Row>(language),
    ],
    inOne(rows),
  );
}

export function bodyTable(
  { byBody }: Figures,
  parties: readonly { party: string; name: BilingualText }[],
  facts: ExportFacts,
  language: Language,
): ExportTable {
  type Row = Dashboard['byBody'][number];
  const heads = words(language).exports.columns;
  const sideOf = ({ party }: Row) => parties.find((side) => side.party === party)?.name[language] ?? party;
  return exportTable(
    facts,
    [
      { head: heads.side, kind: 'text', width: 12, value: sideOf },
      { head: heads.body, kind: 'text', width: 40, value: ({ name }) => name[language] },
      ...standingColumns<Row>(language),
      ...reportColumns<Row>(language),
    ],
    inOne(byBody),
  );
}

/** The numbers behind the lines, month by month. */
export function trendTable({ trend, asOf }: Dashboard, facts: ExportFacts, language: Language): ExportTable {
  const t = words(language).dashboard;
  const days = [...new Set([...monthEnds(axisStart(trend, asOf), trend.to), asOf])].sort();
  const columns: ExportColumn<string>[] = [
    { head: t.trendDay, kind: 'day', width: 16, value: (day) => day },
    { head: t.trendPlanned, kind: 'number', width: 20, value: (day) => countAt(trend.planned, day) },
    {
      head: t.trendCompleted,
      kind: 'number',
      width: 16,
      // What is to come is not known.
      value: (day) => (day > asOf ? null : countAt(trend.completed, day)),
    },
  ];
  return exportTable(facts, columns, inOne(days));
}
