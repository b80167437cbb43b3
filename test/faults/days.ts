/**
 * The working days of the model, from tables written by hand after the official letters on holidays; nothing of it comes from the
 * program's own calendar, so that a fault there is a fault found.
 */
const weekdaysOff = new Set(
  // New Year, Tết, Hùng Kings, Reunification, Labour, National Day of 2020; and of 2021, with 3/5 in lieu of Saturday 1/5.
  `2020-01-01 2020-01-23 2020-01-24 2020-01-27 2020-01-28 2020-01-29 2020-04-02 2020-04-30 2020-05-01 2020-09-02
   2021-01-01 2021-02-10 2021-02-11 2021-02-12 2021-02-15 2021-02-16 2021-04-21 2021-04-30 2021-05-03 2021-09-02 2021-09-03`.split(
    /\s+/,
  ),
);

const DAY_MS = 86_400_000;

export const plusDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

export function isWorked(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !weekdaysOff.has(day);
}

/** Working days after the one and up to and including the other; 0 where there is none between. */
export function workedBetween(after: string, to: string): number {
  let count = 0;
  for (let day = plusDays(after, 1); day <= to; day = plusDays(day, 1)) if (isWorked(day)) count += 1;
  return count;
}

/** The working days from one day to another, both included. */
export function workedDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) if (isWorked(day)) days.push(day);
  return days;
}

/** The day itself where it is worked, else the last working day before it. */
export const workedBy = (day: string): string => (isWorked(day) ? day : workedBy(plusDays(day, -1)));

/** The day itself where it is worked, else the next working day. */
export const workedFrom = (day: string): string => (isWorked(day) ? day : workedFrom(plusDays(day, 1)));

/** The n-th working day strictly after a day, or, where n is negative, strictly before it. */
export function workedStep(day: string, n: number): string {
  let at = day;
  for (let left = Math.abs(n); left > 0;) {
    at = plusDays(at, Math.sign(n));
    if (isWorked(at)) left -= 1;
  }
  return at;
}
