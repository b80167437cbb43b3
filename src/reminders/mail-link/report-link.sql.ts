import { sql, type RawBuilder } from 'kysely';
import { answeredForBy } from '../../agreements/in-charge.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { LinkedReport } from './report-links.js';

/** A link is good for so many days, that of its mail included. */
export const LINK_DAYS = 7;

export interface OpenLinkRow {
  userId: number;
  bodyId: number;
  bodyName: BilingualText;
  agreementId: number;
  slug: string;
  number: string;
  /** Of the mail. */
  day: Day;
  /** How often something was saved with it. */
  savings: number;
}

/**
 * What a link opens, if it still does: the mail went out, no later one did, its account is enabled and still speaks for the body that leads the part,
 * which has something to do and has not reported since.
 */
export function openLink({ digestId, commitmentId }: LinkedReport, today: Day): RawBuilder<OpenLinkRow> {
  return sql<OpenLinkRow>`
    select u.id as "userId", own.id as "bodyId", own.name as "bodyName", a.id as "agreementId", a.slug, a.number, d.day::text,
      (select count(*)::integer from mail_draft m where m.digest_id = d.id and m.commitment_id = c.id) as savings
    from digest d join app_user u on u.id = d.recipient_id and u.active and u.role in ('liaison', 'coordinator')
      join party p on p.id = u.party_id join body own on own.id = coalesce(u.body_id, p.office_id)
      join commitment c on c.id = ${commitmentId} join agreement a on a.id = c.agreement_id
      join commitment_side s on s.commitment_id = c.id and s.party_id = p.id and s.status in ('not_started', 'in_progress')
        and s.lead_body_id = any(${answeredForBy(sql`own.id`, today)})
    where d.id = ${digestId} and d.attempts > 0 and d.status in ('claimed', 'sent', 'failed')
      and d.day <= ${today}::date and ${today}::date < d.day + ${sql.lit(LINK_DAYS)}
      and not exists (select 1 from digest n where n.recipient_id = d.recipient_id and n.day > d.day and n.sent_at is not null)
      and not exists (select 1 from progress_update w where w.side_id = s.id and w.at >= coalesce(d.sent_at, d.day::timestamptz))
      and not exists (select 1 from submitted_report w where w.side_id = s.id
        and not exists (select 1 from report_review v where v.report_id = w.id))`;
}
