import type { Standing } from '../commitments/parts/status-badge.js';
import type { Counts } from '../commitments/commitment.types.js';

/** How pages add up the counted groups; continuing ones count as in time. */
export const standingGroups: readonly (readonly [Standing, (counts: Counts) => number])[] = [
  ['done', (counts) => counts.completed_on_time],
  ['late', (counts) => counts.completed_late],
  ['run', (counts) => counts.in_progress_on_time + counts.continuing],
  ['idle', (counts) => counts.not_started_on_time],
  ['over', (counts) => counts.in_progress_overdue + counts.not_started_overdue],
  ['suspended', (counts) => counts.suspended],
  ['withdrawn', (counts) => counts.withdrawn],
];

/** Those of a table: what is stopped is left out where nothing is. */
export function groupsOf(all: readonly Counts[]): typeof standingGroups {
  return standingGroups.filter(
    ([standing, sum]) =>
      (standing !== 'suspended' && standing !== 'withdrawn') || all.some((counts) => sum(counts) > 0),
  );
}
