import { sql } from 'kysely';

/**
 * Of the last mail about the account, the last digest and the last notice to it, those that failed for good; of the account `u`. Each by itself: in the
 * demo they go by two clocks.
 */
export const mailFaults = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('mail', f.mail, 'at', f.at, 'reason', coalesce(f.reason, ''))), '[]') from (
    (select m.kind as mail, iso(m.failed_at) as at, m.reason, m.failed_at is not null as failed from account_mail m
     where m.user_id = u.id and (m.sent_at is not null or m.failed_at is not null) and m.reason is distinct from 'no_longer_true'
     order by m.id desc limit 1)
    union all
    (select 'digest', d.day::text, d.reason, d.status = 'failed' from digest d
     where d.recipient_id = u.id and d.status in ('sent', 'failed') order by d.day desc limit 1)
    union all
    (select 'notice', iso(n.failed_at), n.reason, n.failed_at is not null from notice n
     where n.recipient_id = u.id and (n.sent_at is not null or n.failed_at is not null) and n.reason is distinct from 'no_longer_true'
     order by n.id desc limit 1)
  ) f where f.failed)`;
