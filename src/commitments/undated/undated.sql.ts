import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import type { DeadlineKind } from '../read/list.types.js';

/** Over a row `c` of commitmentsAt: how its deadline stands, whatever its status. */
const isUndated = sql<boolean>`(c.due_precision = 'ongoing' and c.undated <> '{}')`;

export const deadlineKind = sql<DeadlineKind>`case when c.due_precision <> 'ongoing' then 'dated' when ${isUndated} then 'undated' else 'continuing' end`;

/** The day on which it is looked at again. */
export const reviewDay = sql<Day>`(c.undated ->> 'reviewOn')::date`;

/** It still needs its date. */
export const awaitsDate = sql<boolean>`(${isUndated} and c.status not in ('completed', 'withdrawn'))`;

/** Its coordinators are to look at it again: on the review day, and until that is moved or a date is agreed. */
export function isUpForReview(day: Day): RawBuilder<boolean> {
  return sql<boolean>`(${awaitsDate} and ${reviewDay} <= ${day}::date)`;
}

/** As JSON, with its age in working days; null where it is not undated. Once it is closed nothing ages, nor is looked at again. */
export function undatedJson(day: Day): RawBuilder<unknown> {
  return sql`case when ${isUndated} then c.undated || case when ${awaitsDate}
    then jsonb_build_object('workingDays', greatest(working_days_between((c.undated ->> 'since')::date - 1, ${day}::date - 1), 0))
    else '{"reviewOn": null, "workingDays": null}' end end`;
}
