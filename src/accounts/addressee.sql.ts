import { sql } from 'kysely';

/**
 * As whom an account is written to, in full: its body, of a coordinator the committee office, of a leader the committee; of others the
 * post. `u` is the account.
 */
export const addressee = sql`coalesce(
  (select b.name from body b where b.id = u.body_id),
  (select case u.role when 'leader' then p.committee else o.name end from party p left join body o on o.id = p.office_id
    where p.id = u.party_id),
  u.name)`;
