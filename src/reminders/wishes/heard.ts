import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import type { PlannedReminder, Recipient } from '../plan/planner.types.js';
import { isFirstOfWeek, listenerOf, silenceOf, type UnheardReason, type Wishes } from './wishes.js';

export interface Hearing {
  wishes: Wishes;
  day: Day;
  calendar: WorkingCalendar;
  /** Whoever may be reminded: the offices cannot switch off what is late. */
  recipients: readonly Pick<Recipient, 'id' | 'role'>[];
}

/**
 * What of a day's rows is told to whom, as the recipients want it: to a stand-in, weekly, or not while they pause. What is not told is
 * marked so, and is owed. Pure; the planner itself knows nothing of wishes.
 */
export function heard(
  rows: readonly PlannedReminder[],
  { wishes, day, calendar, recipients }: Hearing,
): PlannedReminder[] {
  if (wishes.size === 0) return [...rows];
  const mail = { today: day, isFirstOfWeek: isFirstOfWeek(day, calendar) };
  const offices = new Set(recipients.filter(({ role }) => role === 'coordinator').map(({ id }) => id));
  return rows
    .map((row) => handedOn(row, wishes, day))
    .flatMap((row) => {
      const silence = silenceOf(wishes.get(row.recipientId), mail);
      if (silence === null || (offices.has(row.recipientId) && isLate(row, day))) return [row];
      return unheard(row, silence);
    });
}

/** Whoever stands in gets it beside what is its own: the row shows that it was told for the other, the mail makes one line of them. */
function handedOn(row: PlannedReminder, wishes: Wishes, day: Day): PlannedReminder {
  const listener = listenerOf(row.recipientId, wishes, day);
  return listener === row.recipientId ? row : { ...row, recipientId: listener, onBehalfOf: row.recipientId };
}

/** What the day before owed already stands in the ledger, and goes on being owed: it is not written down each day anew. */
function unheard(row: PlannedReminder, reason: UnheardReason): PlannedReminder[] {
  return row.againFor === undefined ? [{ ...row, unheard: reason }] : [];
}

/** Whether a row speaks of a deadline that is over. */
export function isLate({ dueVersion, counted }: PlannedReminder, day: Day): boolean {
  return dueVersion > 0 && counted !== undefined && counted.some((dueOn) => dueOn < day);
}
