import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import type { DeadlineKind } from '../read/list.types.js';

/** The row `c` of commitmentsAt, or `u`, which has a commitment's deadline beside it as it then stood. */
type Row = 'c' | 'u';

const isUndatedIn = (row: Row) =>
  sql<boolean>`(${sql.ref(`${row}.due_precision`)} = 'ongoing' and ${sql.ref(`${row}.undated`)} <> '{}')`;
const awaitsDateIn = (row: Row) =>
  sql<boolean>`(${isUndatedIn(row)} and c.status not in ('completed', 'withdrawn'))`;

/** How the deadline of `c` stands, whatever its status. */
const isUndated = isUndatedIn('c');

export const deadlineKind = sql<DeadlineKind>`case when c.due_precision <> 'ongoing' then 'dated' when ${isUndated} then 'undated' else 'continuing' end`;

/** It is counted under `continuing`, but only since it has no date yet. Over a row of commitmentsAt. */
export const countsAsUndated = sql<boolean>`(c.count_group = 'continuing' and ${deadlineKind} = 'undated')`;

/** The day on which it is looked at again. */
export const reviewDayIn = (row: Row) => sql<Day>`(${sql.ref(`${row}.undated`)} ->> 'reviewOn')::date`;
export const reviewDay = reviewDayIn('c');

/** It still needs its date. */
export const awaitsDate = awaitsDateIn('c');

/** Its coordinators are to look at it again: on the review day, and until that is moved or a date is agreed. */
export function isUpForReview(day: Day, row: Row = 'c'): RawBuilder<boolean> {
  return sql<boolean>`(${awaitsDateIn(row)} and ${reviewDayIn(row)} <= ${day}::date)`;
}

/** As JSON, with its age in working days; null where it is not undated. Once it is closed nothing ages, nor is looked at again. */
export function undatedJson(day: Day): RawBuilder<unknown> {
  return sql`case when ${isUndated} then c.undated || case when ${awaitsDate}
    then jsonb_build_object('workingDays', greatest(working_days_between((c.undated ->> 'since')::date - 1, ${day}::date - 1), 0))
    else '{"reviewOn": null, "workingDays": null}' end end`;
}
