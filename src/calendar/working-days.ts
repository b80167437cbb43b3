import { addDays, type Day } from '../platform/clock.js';

/** A holiday on a weekday, or a make-up working day on a weekend. */
export interface WorkingException {
  day: Day;
  working: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: Day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayFrom = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);
/** 1 January 1970 was a Thursday: weeks are counted from the Monday of that week, number -3. */
const FIRST_MONDAY = -3;
const weekOf = (number: number) => Math.floor((number - FIRST_MONDAY) / 7);
const placeInWeek = (number: number) => number - FIRST_MONDAY - weekOf(number) * 7;
const isWeekend = (number: number) => placeInWeek(number) >= 5;
/** Mondays to Fridays from that Monday on, up to and including a day; negative before it. */
const weekdaysUpTo = (number: number) => weekOf(number) * 5 + Math.min(placeInWeek(number) + 1, 5);

/** Which days are worked: Monday to Friday, but for the exceptions entered. A day is a date, so no time zone matters here. */
export class WorkingCalendar {
  private readonly exceptions: Map<number, boolean>;
  private readonly years: Set<number>;
  /** The exceptions in order, each with how many working days more or fewer there are up to it than weekdays. */
  private readonly shifts: { at: number; shift: number }[];

  /** @param years those whose holidays have been entered; in any other only weekends are off */
  constructor(exceptions: Iterable<WorkingException>, years: Iterable<number>) {
    this.exceptions = new Map([...exceptions].map(({ day, working }) => [numberOf(day), working]));
    this.years = new Set(years);
    let shift = 0;
    this.shifts = [...this.exceptions]
      .sort(([one], [other]) => one - other)
      .map(([at, working]) => ({ at, shift: (shift += Number(working) - Number(!isWeekend(at))) }));
  }

  /** As it was entered, in order: what another is made of. */
  get entered(): { exceptions: WorkingException[]; years: number[] } {
    const exceptions = [...this.exceptions].sort(([one], [other]) => one - other);
    return {
      exceptions: exceptions.map(([at, working]) => ({ day: dayFrom(at), working })),
      years: [...this.years].sort((one, other) => one - other),
    };
  }

  /** The same with some days other than they were entered. @param without days that are no exceptions any more */
  changed(days: readonly WorkingException[], without: readonly Day[] = []): WorkingCalendar {
    const { exceptions, years } = this.entered;
    const kept = exceptions.filter(({ day }) => !without.includes(day));
    return new WorkingCalendar([...kept, ...days], years);
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

  /** The day itself where it is worked, else the next working day. */
  onOrAfter(day: Day): Day {
    return this.isWorking(day) ? day : this.after(day, 1);
  }

  /** Working days after `from`, up to and including `to`; 0 where `to` is not later. */
  countBetween(from: Day, to: Day): number {
    if (to <= from) return 0;
    return this.workedUpTo(numberOf(to)) - this.workedUpTo(numberOf(from));
  }

  /** Working days whose end fell between two days' beginnings: a day is charged to who holds something when it ends. */
  countHeld(from: Day, until: Day): number {
    return this.countBetween(addDays(from, -1), addDays(until, -1));
  }

  /** The working days after `from`, up to and including `to`. */
  daysBetween(from: Day, to: Day): Day[] {
    const days: Day[] = [];
    for (let at = numberOf(from) + 1; at <= numberOf(to); at += 1) if (this.works(at)) days.push(dayFrom(at));
    return days;
  }

  /**
   * The days from `from` on and before `to` that suit, by how many working days come after them, up to and including `to`.
   * One after the other, in one go: deadlines of eighty years cost no more than counting them.
   */
  daysBefore(to: Day, from: Day, suits: (workingDays: number, day: Day) => boolean): Day[] {
    const days: Day[] = [];
    let count = 0;
    const first = numberOf(from);
    for (let at = numberOf(to) - 1; at >= first; at -= 1) {
      if (this.works(at + 1)) count += 1;
      const day = dayFrom(at);
      if (suits(count, day)) days.push(day);
    }
    return days.reverse();
  }

  private step(day: Day, count: number, direction: 1 | -1): Day {
    let at = numberOf(day);
    for (let left = count; left > 0;) {
      at += direction;
      if (this.works(at)) left -= 1;
    }
    return dayFrom(at);
  }

  /** By a formula and a binary search: a deadline of years ago costs no more than yesterday's. */
  private workedUpTo(number: number): number {
    let [low, high] = [0, this.shifts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shifts[middle]!.at <= number) low = middle + 1;
      else high = middle;
    }
    return weekdaysUpTo(number) + (this.shifts[low - 1]?.shift ?? 0);
  }

  private works(number: number): boolean {
    return this.exceptions.get(number) ?? !isWeekend(number);
  }
}
