import { sql, type RawBuilder } from 'kysely';
import { TIME_ZONE } from './clock.js';

/** The day in Việt Nam on which an instant falls: `dayOf` of clock.ts, in SQL. */
export function dayOfInstant(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${instant} at time zone ${TIME_ZONE})::date`;
}
