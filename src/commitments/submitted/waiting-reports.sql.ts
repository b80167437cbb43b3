import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { byEndOf } from '../read/read-source.js';

/** Whether the report `s` waited for its side's coordinator at the end of a day; today, where none is named. */
export function isWaitingBy(day?: Day): RawBuilder<boolean> {
  const had = byEndOf(day);
  return sql<boolean>`(${had(sql`s.at`)}
    and not exists (select 1 from report_review v where v.report_id = s.id and ${had(sql`v.at`)}))`;
}

/** Whether the side `sd` has a report that waits. */
export const hasWaiting = sql<boolean>`exists (select 1 from submitted_report s where s.side_id = sd.id and ${isWaitingBy()})`;

/** Whether a report of the side `sd` was sent back, and nothing has come in its place. */
export const wasSentBack = sql<boolean>`exists (select 1 from submitted_report s join report_review v on v.report_id = s.id
  where s.side_id = sd.id and v.decision = 'sent_back' and ${isUnanswered()})`;

/** Whether the report `s`, with its decision `v` where there is one, waits, or was sent back and nothing has come in its place. */
export const isOpen = sql<boolean>`(v.decision is null or v.decision = 'sent_back' and ${isUnanswered()})`;

/** Nothing was sent in the place of the report `s`, and nothing of that or a later period that was sent after it stands. */
function isUnanswered(): RawBuilder<boolean> {
  return sql<boolean>`(not exists (select 1 from submitted_report n where n.replaces = s.id)
    and not exists (select 1 from progress_update u where u.side_id = s.side_id and coalesce(u.sent_at, u.at) > s.at and u.period >= s.period))`;
}

/** The day of the first report of the side `sd` for a period that waits. */
export const firstWaitingOn = (period: string) => sql`(select min(s.day) from submitted_report s
  where s.side_id = sd.id and s.period = ${period} and ${isWaitingBy()})`;
