import { sql, type RawBuilder } from 'kysely';

/**
 * Working days after one day, up to and including another; 0 where that is not later: `countBetween` of working-days.ts, in SQL.
 * `width_bucket` finds by halving how many of the exceptions lie up to a day. Where few rows are asked for, the database's own
 * `working_days_between` needs no join.
 * @param after, last within a query that joins `enteredDays`
 */
export function workingDaysBetween(
  after: RawBuilder<unknown>,
  last: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`case when ${last} <= ${after} then 0 else ${workedUpTo(last)} - ${workedUpTo(after)} end`;
}

const workedUpTo = (day: RawBuilder<unknown>) =>
  sql`(weekdays_up_to(${day}) + width_bucket(${day}, entered.worked) - width_bucket(${day}, entered.off))`;

const days = (working: boolean) =>
  sql`(select coalesce(array_agg(e.day order by e.day), '{}') from calendar_exception e where e.working = ${sql.lit(working)})`;

/**
 * The exceptions of the calendar: one row to join to, read once a statement. Kept as a subquery of its own: pulled up, each place that
 * counts days would get its own copy to plan.
 */
export const enteredDays = sql`(select ${days(true)} as worked, ${days(false)} as off offset 0) entered`;
