/** A day as written in ISO 8601, `2019-11-20`: a deadline is a date, not an instant. */
export type Day = string;

/** The first and the last day that are taken from anywhere: before and after them lie slips of the hand. */
export const DAYS = { first: '1900-01-01', last: '2100-12-31' } as const;

/** Whether a text is a day that exists, within `DAYS`. */
export function isDay(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) &&
    text >= DAYS.first &&
    text <= DAYS.last &&
    addDays(text, 0) === text
  );
}

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** Where the time comes from. Demo mode can set it; production cannot. */
export abstract class Clock {
  /** True in the demo only. */
  readonly settable: boolean = false;

  abstract now(): Date;

  /** The business day: today in Việt Nam. */
  today(): Day {
    return dayOf(this.now());
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

const UTC_OFFSET_MS = 7 * 3_600_000;

/** The day in Việt Nam (UTC+7, no daylight saving since 1979) on which an instant falls. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + UTC_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant of a wall-clock time in Việt Nam. @param time `HH:MM` or `HH:MM:SS` */
export function instantOf(day: Day, time = '00:00'): Date {
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+07:00`);
}

/** @param count whole days, negative to go back */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative where `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** @param days at least one */
export function latestOf(days: readonly Day[]): Day {
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The same date a month before; where that month is shorter, its last day. */
export function monthBefore(day: Day): Day {
  const date = new Date(`${day}T00:00:00Z`);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 0)).getUTCDate();
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, Math.min(date.getUTCDate(), last)))
    .toISOString()
    .slice(0, 10);
}
