import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import type { Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { awaitsDate } from '../undated/undated.sql.js';
import { isSeen } from '../evidence/seen.sql.js';
import { statedOn } from '../completion/completion.sql.js';
import type { Quality } from './list.types.js';
import { endOf, type ReadAt } from './read-source.js';

/** Days from a part's day of completion to its report, from which the report counts as entered late. */
export const MOST_DAYS_TO_REPORT = 10;
/** Days without a report, from which a part at work has no news. */
const DAYS_WITHOUT_NEWS = 30;

/** Over `sd`, a side's part, and `c`, its commitment. */
const conditions: Record<Quality, (at: ReadAt) => RawBuilder<unknown>> = {
  no_evidence: ({ knownAt }) => sql`sd.status = 'completed' and not ${hasEvidence(knownAt)}`,
  no_evidence_or_reason: ({ knownAt }) =>
    sql`sd.status = 'completed' and not ${hasEvidence(knownAt)} and ${isUnexplained(knownAt)}`,
  entered_late: () => sql`sd.status = 'completed' and ${statedOn} - sd.completed_on > ${MOST_DAYS_TO_REPORT}`,
  reported_after_due: () =>
    sql`sd.status = 'completed' and sd.completed_on <= c.due_on and ${statedOn} > c.due_on`,
  no_news: ({ asOf }) => sql`${isAtWork} and ${asOf}::date - ${lastNewsOn} >= ${DAYS_WITHOUT_NEWS}`,
  no_date: () => awaitsDate,
  no_product: () => sql`sd.product = '{}' and c.status <> 'withdrawn' and sd.status <> 'withdrawn'`,
  no_account: ({ asOf }) =>
    sql`${isToBeAnsweredFor} and sd.lead_body_id = any(${bodiesWithoutAccount(asOf)}::integer[])`,
};

/** The rule stands in docs/rules.md §7c. */
export function doubtful(quality: Quality, at: ReadAt): RawBuilder<unknown> {
  return sql`(${conditions[quality](at)})`;
}

/** A part of which nothing was ever said is without news since the commitment is tracked. */
const lastNewsOn = dayOfInstant(sql`coalesce(sd.updated_at, c.created_at)`);
const isAtWork = sql`c.status in ('not_started', 'in_progress') and sd.status in ('not_started', 'in_progress')`;
const isToBeAnsweredFor = sql`c.status not in ('completed', 'withdrawn') and sd.status <> 'withdrawn'`;

function hasEvidence(day: Day): RawBuilder<unknown> {
  return sql`exists (select 1 from evidence e where e.side_id = sd.id and e.at <= ${endOf(day)} and ${isSeen('e', sql`sd.party_id`, null, day)}
    and (e.withdrawn_at is null or e.withdrawn_at > ${endOf(day)}))`;
}

/** The report that completed it named no evidence, though asked for it, and gave no reason. Reports from before they were asked are left out. */
function isUnexplained(day: Day): RawBuilder<unknown> {
  return sql`coalesce((select u.evidence_ids = '{}' and u.no_evidence_reason is null from progress_update u
    where u.side_id = sd.id and u.at <= ${endOf(day)} order by u.id desc limit 1), false)`;
}

/** Of the body that answers on the day, an officer; of the committee office, a coordinator. Accounts are known as they are today. */
function bodiesWithoutAccount(day: Day): RawBuilder<unknown> {
  const inCharge = inChargeOf(sql`b`, day);
  return sql`array(select b.id from body b join party p on p.id = b.party_id where not exists (
    select 1 from app_user u where u.active and (u.role = 'liaison' and u.body_id = ${inCharge}
      or u.role = 'coordinator' and u.party_id = p.id and p.office_id = ${inCharge})))`;
}
