import { periodName } from '../../calendar/reporting-period.js';
import type { ListFilter } from '../../commitments/parts/links.js';
import type { Language } from '../../platform/text.js';
import { formatNumber, formatRange, formatShortDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard, SideFigures } from '../dashboard.types.js';
import { completed } from './scope.js';

/** Something in which the sides are compared. */
export interface Measure {
  key: string;
  label: string;
  count: (side: SideFigures) => number;
  of: (side: SideFigures) => number;
  /** Shown as `27/31`: the base differs from side to side. */
  fraction: boolean;
  filter: (side: SideFigures) => ListFilter;
}

export function measuresOf({ total, period, asOf }: Dashboard, language: Language): Measure[] {
  const t = words(language).dashboard;
  const name = periodName(period.code)[language];
  return [
    {
      key: 'declared',
      label: t.declared(formatNumber(total, language)),
      count: ({ counts }) => completed(counts),
      of: ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
      fraction: false,
      filter: ({ party }) => ({ party, of: 'side', status: 'completed' }),
    },
    {
      key: 'reports',
      label:
        asOf <= period.dueOn
          ? t.reportsSoFar(name, formatShortDay(period.dueOn))
          : t.reports(name, formatRange(period.from, period.to)),
      count: ({ gave }) => gave,
      of: ({ owed }) => owed,
      fraction: true,
      filter: ({ party }) => ({ party, update: 'gave' }),
    },
  ];
}
