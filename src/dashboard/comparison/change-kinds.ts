import { countGroups, type CountGroup } from '../../commitments/commitment.types.js';
import type { ChangeKind, Direction, StandingKind } from './comparison.types.js';

/** How many points a side's percent must move to be told: what is less is seen in the commitment itself. */
export const PERCENT_POINTS = 10;

const isCompleted = (group: CountGroup) => group.startsWith('completed_');
const isOverdue = (group: CountGroup) => group.endsWith('_overdue');
const isStopped = (group: CountGroup) => group === 'suspended' || group === 'withdrawn';

/** What one change of counted group is called: the weightiest that it is. */
export function kindOf(from: CountGroup | null, to: CountGroup): StandingKind {
  if (from === null) return 'added';
  if (to === 'withdrawn' || to === 'suspended') return to;
  if (isCompleted(to) !== isCompleted(from)) return isCompleted(to) ? 'completed' : 'reopened';
  if (isStopped(from)) return 'resumed';
  if (isOverdue(to) !== isOverdue(from)) return isOverdue(to) ? 'overdue' : 'caught_up';
  return from.startsWith('not_started_') && !to.startsWith('not_started_') ? 'started' : 'other';
}

/**
 * Whether a change of standing is for the better. Overdue no more without being completed takes a later deadline: that is neither, as
 * nothing more was done.
 */
export function directionOf(from: CountGroup | null, to: CountGroup): Direction {
  const kind = kindOf(from, to);
  if (kind === 'completed' || kind === 'started') return 'better';
  if (kind === 'overdue' || kind === 'reopened') return 'worse';
  if (kind !== 'other') return 'neutral';
  if (isCompleted(to)) return to === 'completed_on_time' ? 'better' : 'worse';
  return to.startsWith('not_started_') ? 'worse' : 'neutral';
}

/** Of the other kinds. @param points by which a percent moved */
export function directionOfOther(what: ChangeKind, points: number): Direction {
  if (what === 'percent') return points > 0 ? 'better' : 'worse';
  if (what === 'part_completed') return 'better';
  return what === 'part_reopened' ? 'worse' : 'neutral';
}

const ranks: Record<Direction, number> = { better: 1, worse: 2, neutral: 3 };

/** The place in the list of a commitment whose standing is the same. */
export const SAME_STANDING = 4;

/** Every change of group that there can be, with the place of its commitments in the list. */
export const moves = [null, ...countGroups].flatMap((from) =>
  countGroups.filter((to) => to !== from).map((to) => ({ from, to, rank: ranks[directionOf(from, to)] })),
);
