import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, weekdayOf, type Day } from '../../platform/clock.js';

/** When somebody wants to be reminded, and who reads it meanwhile. */
export interface Wish {
  userId: number;
  frequency: 'daily' | 'weekly';
  /** The first day of the pause, or of the stand-in; null where it has begun. */
  pausedFrom?: Day | null;
  /** The last day of the pause, or of the stand-in. */
  pausedUntil: Day | null;
  /** Null also where the account named may not stand in any more: it is disabled, or has another post. */
  standInId: number | null;
}

/** Of those who have settled something; everybody else is reminded daily. */
export type Wishes = ReadonlyMap<number, Wish>;

/** Why a line that is due is not told on its day; it is owed. */
export const unheardReasons = ['weekly', 'paused'] as const;
export type UnheardReason = (typeof unheardReasons)[number];

/**
 * Who reads what is meant for somebody on a day. A stand-in stands until the end of the pause, or until taken out; one who pauses, or
 * has a stand-in of their own, does not stand for another.
 */
export function listenerOf(userId: number, wishes: Wishes, day: Day): number {
  const standIn = standInOf(userId, wishes, day);
  if (standIn === null || standInOf(standIn, wishes, day) !== null) return userId;
  return pausesOn(wishes.get(standIn), day) ? userId : standIn;
}

const pausesOn = (wish: Wish | undefined, day: Day) =>
  wish?.pausedUntil != null && hasBegun(wish, day) && day <= wish.pausedUntil;

const hasBegun = ({ pausedFrom }: Wish, day: Day) => pausedFrom == null || pausedFrom <= day;

function standInOf(userId: number, wishes: Wishes, day: Day): number | null {
  const wish = wishes.get(userId);
  const isOver = wish?.pausedUntil != null && wish.pausedUntil < day;
  return wish && !isOver && hasBegun(wish, day) ? wish.standInId : null;
}

/** A day, as far as those ask of it who hear on some days only. */
export interface DayOfMail {
  /** On which it goes out: who has paused meanwhile hears nothing. */
  today: Day;
  /** Whether the day for which it was planned is the first of its week that is worked. */
  isFirstOfWeek: boolean;
}

/** Why somebody hears nothing on a day; null where they do. */
export function silenceOf(wish: Wish | undefined, mail: DayOfMail): UnheardReason | null {
  if (!wish) return null;
  if (pausesOn(wish, mail.today)) return 'paused';
  return wish.frequency === 'weekly' && !mail.isFirstOfWeek ? 'weekly' : null;
}

/** Whether nobody works earlier in the week, which begins on Monday. */
export function isFirstOfWeek(day: Day, calendar: WorkingCalendar): boolean {
  const sunday = addDays(day, -((weekdayOf(day) + 6) % 7) - 1);
  return calendar.isWorking(day) && calendar.countBetween(sunday, day) === 1;
}
