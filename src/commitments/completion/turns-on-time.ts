import type { CommitmentItem, SideItem } from '../commitment.types.js';

/** Whether the day done is in time where the day on which it was stated is not: whoever confirms is told. */
export function turnsOnTime({ due }: Pick<CommitmentItem, 'due'>, { doneOn, statedOn }: SideItem): boolean {
  return (
    due.date !== null && doneOn !== null && statedOn !== null && doneOn <= due.date && statedOn > due.date
  );
}
