import { sql, type RawBuilder } from 'kysely';

/**
 * Working days after one day, up to and including another; 0 where that is not later: `countBetween` of working-days.ts, in SQL. The
 * exceptions are read once a statement, however many rows it is asked for; `width_bucket` finds how many of them lie up to a day by
 * halving. The database's own `working_days_between` reads them anew for each row, and serves where there are few.
 */
export function workingDaysBetween(
  after: RawBuilder<unknown>,
  last: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`case when ${last} <= ${after} then 0 else ${workedUpTo(last)} - ${workedUpTo(after)} end`;
}

const workedUpTo = (day: RawBuilder<unknown>) =>
  sql`(weekdays_up_to(${day}) + width_bucket(${day}, ${entered(true)}) - width_bucket(${day}, ${entered(false)}))`;

const entered = (working: boolean) =>
  sql`(select coalesce(array_agg(e.day order by e.day), '{}') from calendar_exception e where e.working = ${sql.lit(working)})`;
