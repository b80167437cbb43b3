import type { WorkingCalendar } from '../../calendar/working-days.js';
import { dayOf, daysBetween, type Day } from '../../platform/clock.js';
import type { CompletionWaits, SideItem } from '../commitment.types.js';

/** Of the sides that say completed, by party code. A working day of waiting is charged to who has to confirm when it ends. */
export function completionWaits(
  sides: readonly SideItem[],
  calendar: WorkingCalendar,
  today: Day,
): Record<string, CompletionWaits> {
  return Object.fromEntries(
    sides.flatMap(({ party, doneOn, statedOn, completionConfirmedAt }) => {
      if (!doneOn || !statedOn) return [];
      const until = completionConfirmedAt ? dayOf(new Date(completionConfirmedAt)) : today;
      const waitingWorkingDays = calendar.countHeld(statedOn, until);
      return [[party, { entryLagDays: daysBetween(doneOn, statedOn), waitingWorkingDays }]];
    }),
  );
}
