import { calendars } from '../../src/calendar/calendars.js';
import { WorkingCalendar } from '../../src/calendar/working-days.js';

/** The working calendar as the program ships it. @param years that count as entered: all it has, unless told otherwise */
export const shippedCalendar = (
  years: readonly number[] = calendars.map(({ year }) => year),
): WorkingCalendar =>
  new WorkingCalendar(
    calendars.flatMap(({ exceptions }) =>
      exceptions.flatMap(({ days, working }) => days.map((day) => ({ day, working }))),
    ),
    years,
  );
