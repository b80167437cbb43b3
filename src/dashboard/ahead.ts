import { sql, type RawBuilder } from 'kysely';
import { addDays, type Day } from '../platform/clock.js';

/** How far ahead deadlines are counted, in days from the day of the figures. */
export const AHEAD_DAYS = [30, 60, 90] as const;

export interface DueWithin {
  days: number;
  /** The last of them. */
  until: Day;
  count: number;
}

/** Commitments `c`, open and not overdue, whose last day comes within each of `AHEAD_DAYS`, as a JSON array. */
export function countAhead(asOf: Day): RawBuilder<unknown> {
  const counts = AHEAD_DAYS.map(
    (days) =>
      sql`count(*) filter (where c.timeliness = 'on_time' and c.due_on between ${asOf}::date and ${addDays(asOf, days)}::date)`,
  );
  return sql`jsonb_build_array(${sql.join(counts)})`;
}

/** @param ahead as `countAhead` gives them */
export function dueWithin(asOf: Day, ahead: readonly number[]): DueWithin[] {
  return AHEAD_DAYS.map((days, at) => ({ days, until: addDays(asOf, days), count: ahead[at]! }));
}
