import type { Standing } from '../commitments/parts/status-badge.js';
import type { Counts } from '../commitments/commitment.types.js';
import { standingParts } from '../dashboard/charts/standing-bar.js';

/** How pages add up the counted groups; continuing ones count as in time. */
export const standingGroups: readonly (readonly [Standing, (counts: Counts) => number])[] = [
  ...standingParts.map(({ tone, of }): [Standing, (counts: Counts) => number] => [tone, of]),
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
