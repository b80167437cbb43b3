import type { Day } from '../platform/clock.js';

/** A holiday on a weekday, or a make-up working day on a weekend. */
export interface WorkingException {
  day: Day;
  working: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: Day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayFrom = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);
/** 1 January 1970 was a Thursday. */
const isWeekend = (number: number) => [0, 6].includes((((number + 4) % 7) + 7) % 7);

/** Which days are worked: Monday to Friday, but for the exceptions entered. A day is a date, so no time zone matters here. */
export class WorkingCalendar {
  private readonly exceptions: Map<number, boolean>;
  private readonly years: Set<number>;

  /** @param years those whose holidays have been entered; in any other only weekends are off */
  constructor(exceptions: Iterable<WorkingException>, years: Iterable<number>) {
    this.exceptions = new Map([...exceptions].map(({ day, working }) => [numberOf(day), working]));
    this.years = new Set(years);
  }

  isWorking(day: Day): boolean {
    return this.works(numberOf(day));
  }

  /** Whether the holidays of the day's year are known; where not, only weekends are off. */
  isEntered(day: Day): boolean {
    return this.years.has(Number(day.slice(0, 4)));
  }

  /** The n-th working day strictly before a day. @param count at least 1 */
  before(day: Day, count: number): Day {
    return this.step(day, count, -1);
  }

  /** The n-th working day strictly after a day. @param count at least 1 */
  after(day: Day, count: number): Day {
    return this.step(day, count, 1);
  }

  /** The day itself where it is worked, else the last working day before it. */
  onOrBefore(day: Day): Day {
    return this.isWorking(day) ? day : this.before(day, 1);
  }

  /** Working days after `from`, up to and including `to`; 0 where `to` is not later. */
  countBetween(from: Day, to: Day): number {
    let count = 0;
    for (let at = numberOf(from) + 1; at <= numberOf(to); at += 1) if (this.works(at)) count += 1;
    return count;
  }

  /** The working days after `from`, up to and including `to`. */
  daysBetween(from: Day, to: Day): Day[] {
    const days: Day[] = [];
    for (let at = numberOf(from) + 1; at <= numberOf(to); at += 1) if (this.works(at)) days.push(dayFrom(at));
    return days;
  }

  private step(day: Day, count: number, direction: 1 | -1): Day {
    let at = numberOf(day);
    for (let left = count; left > 0;) {
      at += direction;
      if (this.works(at)) left -= 1;
    }
    return dayFrom(at);
  }

  private works(number: number): boolean {
    return this.exceptions.get(number) ?? !isWeekend(number);
  }
}
