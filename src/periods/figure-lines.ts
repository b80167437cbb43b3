import type { Standing } from '../commitments/parts/status-badge.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import type { PeriodFigures } from './periods.types.js';
import { groupsOf } from './standing-groups.js';

/** A line of the figures of a period. */
export interface FigureLine {
  key: string;
  label: string;
  /** Where it counts a standing, which pages mark by its drawing. */
  standing?: Standing;
  /** A number, or a share as `27/31`, of which the first counts. */
  values: (figures: PeriodFigures) => [number, number?];
  strong?: boolean;
}

interface Asked {
  figures: PeriodFigures;
  /** The same day by what is known now; left out where nothing is frozen. */
  now?: PeriodFigures;
  /** Whose own lines are told; null for those of all. */
  party: string | null;
  language: Language;
}

export function figureLines({ figures, now, party, language }: Asked): FigureLine[] {
  const t = words(language).periods.figures;
  const groups = groupsOf([figures.counts, ...(now ? [now.counts] : [])]);
  const sides = figures.bySide.filter((side) => party === null || side.party === party);
  return [
    ...groups.map(([standing, sum]): FigureLine => ({
      key: standing,
      label: words(language).standing[standing],
      standing,
      values: ({ counts }) => [sum(counts)],
    })),
    { key: 'total', label: t.total, values: ({ total }) => [total], strong: true },
    { key: 'reached', label: t.reached, values: ({ reached }) => [reached.completed, reached.due] },
    ...sides.flatMap(({ party: code, name }) => sideLines(code, name[language], language)),
  ];
}

function sideLines(party: string, name: string, language: Language): FigureLine[] {
  const t = words(language).periods.figures;
  const of = ({ bySide }: PeriodFigures) => bySide.find((side) => side.party === party)!;
  return [
    {
      key: `declared-${party}`,
      label: t.declared(name),
      values: (figures) => {
        const { counts } = of(figures);
        return [counts.completed_on_time + counts.completed_late];
      },
    },
    {
      key: `reports-${party}`,
      label: t.onTime(name),
      values: (figures) => [of(figures).gave, of(figures).owed],
    },
    { key: `late-${party}`, label: t.late(name), values: (figures) => [of(figures).late] },
  ];
}
