import { sql, type Kysely } from 'kysely';
import type { Day } from '../../platform/clock.js';
import type { NewNotice } from '../notices/notice.gather.js';
import { stillChased } from '../notices/still-chased.sql.js';
import { isOfficer } from './officers.sql.js';

/**
 * What was to wait for the next day's mails, and has not been written to anybody: to whom it is to be said now.
 * @param since the working day before: what was not to be said then either has had its day, also where it would be true again
 */
export async function dueChases(
  db: Kysely<unknown>,
  { today, since }: { today: Day; since: Day },
): Promise<NewNotice[]> {
  const { rows } = await sql<NewNotice>`
    select u.id as "recipientId", n.commitment_id as "commitmentId", h.id as "chaseId",
      case when c.due_on < ${today}::date then 'chase' else 'chase_early' end as kind
    from chase h join chase_item n on n.chase_id = h.id join commitment c on c.id = n.commitment_id
      join body hb on hb.id = h.body_id join app_user u on u.active and u.party_id = hb.party_id and u.id <> h.user_id
    where h.way = 'next' and n.day between ${since}::date and ${today}::date
      and not exists (select 1 from notice told where told.chase_id = h.id and told.commitment_id = n.commitment_id)
      and ${isOfficer} and ${stillChased(today)}
    order by h.id, c.position, u.id`.execute(db);
  return rows;
}
