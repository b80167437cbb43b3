import { countGroups, type Counts } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import { AHEAD_DAYS, dueWithin } from '../ahead.js';
import { completed, share } from '../charts/scope.js';
import type { AgreementStanding, Standing } from './across.types.js';

/** Of one agreement, as read. */
export type Figures = Pick<
  Standing,
  'total' | 'counts' | 'differing' | 'longestOverdue' | 'longestWait' | 'owed' | 'gave' | 'late'
> & {
  /** Deadlines within each of `AHEAD_DAYS`. */
  ahead: number[];
};

export function withRates({ ahead, ...figures }: Figures, asOf: Day): Standing {
  return {
    ...figures,
    completionRate: share(completed(figures.counts), figures.total),
    updateRate: share(figures.gave, figures.owed),
    dueWithin: dueWithin(asOf, ahead),
  };
}

/** Of all together: sums, rates of the sums, and the longest of each. */
export function sumOf(items: readonly AgreementStanding[], asOf: Day): Standing {
  const sum = (of: (item: AgreementStanding) => number) => items.reduce((total, item) => total + of(item), 0);
  const longest = (of: (item: AgreementStanding) => number | null) =>
    items.reduce<number | null>((most, item) => {
      const one = of(item);
      return one === null ? most : Math.max(most ?? one, one);
    }, null);
  const counts = Object.fromEntries(
    countGroups.map((group) => [group, sum((item) => item.counts[group])]),
  ) as Counts;
  const figures: Figures = {
    total: sum(({ total }) => total),
    counts,
    differing: sum(({ differing }) => differing),
    owed: sum(({ owed }) => owed),
    gave: sum(({ gave }) => gave),
    late: sum(({ late }) => late),
    longestOverdue: longest(({ longestOverdue }) => longestOverdue),
    longestWait: longest(({ longestWait }) => longestWait),
    ahead: AHEAD_DAYS.map((_days, at) => sum((item) => item.dueWithin[at]!.count)),
  };
  return withRates(figures, asOf);
}
