import type { Day } from '../platform/clock.js';

/** Decided by a document whose number and date are entered; worked out and only expected; not entered. */
export type Standing = 'decided' | 'expected' | 'missing';

/** A year as it stands in the calendar. */
export interface StandingOfYear {
  year: number;
  standing: Standing;
}

/** A year of which administrators are told, since something is left to do. */
export interface YearToSettle extends StandingOfYear {
  standing: Exclude<Standing, 'decided'>;
}

/** The notices on a year come out between October and January before it; from then on somebody has to look for them. */
const TOLD_FROM = '10-01';

/** The years that concern a day: its own, and from 1 October the next one. */
function yearsOfConcern(day: Day): number[] {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= TOLD_FROM ? [year, year + 1] : [year];
}

/** How they stand. @param years of the calendar; any other is missing */
export function standingsOn(day: Day, years: readonly StandingOfYear[]): StandingOfYear[] {
  return yearsOfConcern(day).map(
    (year) => years.find((one) => one.year === year) ?? { year, standing: 'missing' },
  );
}

/** Those of them that no document decides. */
export function yearsToSettle(day: Day, years: readonly StandingOfYear[]): YearToSettle[] {
  return standingsOn(day, years).flatMap(({ year, standing }) =>
    standing === 'decided' ? [] : [{ year, standing }],
  );
}
