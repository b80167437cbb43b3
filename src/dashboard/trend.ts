import type { Day } from '../platform/clock.js';
import type { Dashboard } from './dashboard.types.js';
import type { CommitmentFacts } from './facts/facts.types.js';

/** Cumulative counts of dated commitments: by last day, and by day of completion. */
export function trendOf(
  facts: readonly CommitmentFacts[],
): Pick<Dashboard['trend'], 'planned' | 'completed'> {
  const dated = facts.filter(({ dueOn }) => dueOn !== null);
  return {
    planned: running(dated.map(({ dueOn }) => dueOn)),
    completed: running(dated.map(({ doneOn }) => doneOn)),
  };
}

/** One point for each day on which something is added. */
function running(days: (Day | null)[]): Dashboard['trend']['planned'] {
  const perDay = Map.groupBy(
    days.filter((day) => day !== null),
    (day) => day,
  );
  let count = 0;
  return [...perDay.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, { length }]) => ({ day, count: (count += length) }));
}
