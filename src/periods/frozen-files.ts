import { nameColumns, sectorOf, standingWord } from '../commitments/list/commitment-columns.js';
import { exportTable, inOne } from '../exports/pages.js';
import type { ExportColumn, ExportFacts, ExportTable } from '../exports/export.types.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { figureLines, type FigureLine } from './figure-lines.js';
import type { FrozenBesideNow } from './frozen.queries.js';
import type { FrozenCommitment, FrozenPeriod } from './periods.types.js';

/** The figures as they are frozen, beside what is known now of the same day. */
export function figureTable(
  { frozen, now }: FrozenBesideNow,
  facts: ExportFacts,
  language: Language,
): ExportTable {
  const { figures, party } = frozen;
  const { columns: t } = words(language).exports;
  const columns: ExportColumn<FigureLine>[] = [
    { head: t.group, kind: 'text', width: 50, value: ({ label }) => label },
    { head: t.frozen, kind: 'number', value: ({ values }) => values(figures)[0] },
    { head: `${t.frozen}: ${t.of}`, kind: 'number', value: ({ values }) => values(figures)[1] ?? null },
    { head: t.now, kind: 'number', width: 14, value: ({ values }) => values(now)[0] },
    { head: `${t.now}: ${t.of}`, kind: 'number', width: 14, value: ({ values }) => values(now)[1] ?? null },
  ];
  return exportTable(facts, columns, inOne(figureLines({ figures, now, party, language })));
}

export function commitmentTable(
  { frozen: { commitments, parties } }: FrozenBesideNow,
  facts: ExportFacts,
  language: Language,
): ExportTable {
  const heads = words(language).exports.columns;
  const columns: ExportColumn<FrozenCommitment>[] = [
    ...nameColumns<FrozenCommitment>(language),
    { head: heads.sector, kind: 'text', width: 20, value: ({ sector }) => sectorOf(sector, language) },
    {
      head: heads.timeliness,
      kind: 'text',
      width: 16,
      value: ({ status, timeliness }) => standingWord({ status, timeliness }, language),
    },
    { head: heads.percent, kind: 'percent', value: ({ percent }) => percent / 100 },
    { head: heads.due, kind: 'text', width: 14, value: ({ due }) => due.label[language] },
    { head: heads.lastDay, kind: 'day', value: ({ due }) => due.date },
    { head: heads.completedOn, kind: 'day', value: ({ completedOn }) => completedOn },
    ...parties.flatMap((party) => sideColumns(party, language)),
  ];
  return exportTable(facts, columns, inOne(commitments));
}

function sideColumns(
  { code, name }: FrozenPeriod['parties'][number],
  language: Language,
): ExportColumn<FrozenCommitment>[] {
  const t = words(language);
  const { lead, status, percent, doneOn } = t.exports.columns.ofSide;
  const of = ({ sides }: FrozenCommitment) => sides.find(({ party }) => party === code);
  const side = name[language];
  return [
    { head: lead(side), kind: 'text', width: 24, value: (item) => of(item)?.leadBody.name[language] ?? null },
    {
      head: status(side),
      kind: 'text',
      width: 14,
      value: (item) => {
        const own = of(item);
        return own ? t.status[own.status] : null;
      },
    },
    {
      head: percent(side),
      kind: 'percent',
      value: (item) => {
        const stated = of(item)?.percent;
        return stated == null ? null : stated / 100;
      },
    },
    { head: doneOn(side), kind: 'day', value: (item) => of(item)?.doneOn ?? null },
  ];
}
