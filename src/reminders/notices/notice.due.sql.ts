import { sql, type RawBuilder } from 'kysely';
import { isPausing } from '../../accounts/notifications/stand-in.sql.js';
import type { Day } from '../../platform/clock.js';

/** When something is looked for: within the sending hours everything that is due, else what somebody asked for by hand. */
export interface Look {
  now: Date;
  today: Day;
  isOpen: boolean;
}

/** Whether the mail `m` is to go out. */
export const isDue = ({ now, today, isOpen }: Look): RawBuilder<boolean> => sql<boolean>`(
  m.status in ('planned', 'claimed') and m.due_at <= ${now} and (m.lease_until is null or m.lease_until < now())
  and (m.by_hand or (${isOpen}::boolean and not ${isPaused(today)})))`;

/** What somebody who pauses would be told waits until the pause is over; an office hears by hand of what is late, as it does by rule. */
const isPaused = (today: Day) => sql`exists (
  select 1 from notification_setting w join app_user u on u.id = w.user_id
  where w.user_id = m.recipient_id and ${isPausing(today)} and not (u.role = 'coordinator' and exists (
    select 1 from notice n join commitment c on c.id = n.commitment_id
    where n.mail_id = m.id and n.chase_id is not null and n.status in ('planned', 'claimed') and c.due_on < ${today}::date)))`;

/** A server was not reached, and so took nothing. */
const neverReached = '^connection: (connect |getaddrinfo |Connection timeout|Greeting never received)';

/**
 * Whether the mail `m` may have arrived: a worker was lost with it, or the connection broke. It is sent again as it was, under its Message-ID;
 * only what the server refused in its own words, or never got, is judged anew.
 */
export const mayHaveArrived = sql<boolean>`(m.attempts > 0 and (m.status = 'claimed'
  or (m.reason like 'connection: %' and m.reason !~ ${neverReached})))`;
