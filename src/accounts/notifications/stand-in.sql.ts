import { sql } from 'kysely';

/**
 * Whether the account `s` may read the reminders of `u` in its place: the same post of the same body, or a coordinator of the side instead
 * of an officer or a leader. Administrators and auditors speak for no side.
 */
export const mayStandIn = sql<boolean>`(s.active and s.id <> u.id and s.party_id = u.party_id
  and ((s.role = u.role and s.body_id is not distinct from u.body_id)
    or (s.role = 'coordinator' and u.role in ('liaison', 'leader'))))`;
