import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';

/**
 * Whether one account may read the reminders of another in its place: the same post of the same body, or a coordinator of the side instead
 * of an officer or a leader. Administrators and auditors speak for no side.
 */
function mayStandFor(standIn: string, user: string): RawBuilder<boolean> {
  const [s, u] = [sql.raw(standIn), sql.raw(user)];
  return sql<boolean>`(${s}.active and ${s}.id <> ${u}.id and ${s}.party_id = ${u}.party_id
    and ((${s}.role = ${u}.role and ${s}.body_id is not distinct from ${u}.body_id)
      or (${s}.role = 'coordinator' and ${u}.role in ('liaison', 'leader'))))`;
}

/** The account `s` instead of `u`. */
export const mayStandIn = mayStandFor('s', 'u');

/** Whether the settings `n` are those of a day: a stand-in ends with the pause. */
export const isStanding = (today: Day) => sql<boolean>`coalesce(n.paused_until >= ${today}, true)`;

/** Whether the account `s` has somebody in its own place. */
export const isAway = (today: Day) => sql<boolean>`exists (
  select 1 from notification_setting n join app_user x on x.id = n.stand_in_id
  where n.user_id = s.id and ${isStanding(today)} and ${mayStandFor('x', 's')})`;

/** The name of one in whose place the account `u` stands; null where there is none. */
export const standsFor = (today: Day) => sql`(
  select o.name from notification_setting n join app_user o on o.id = n.user_id
  where n.stand_in_id = u.id and ${isStanding(today)} and ${mayStandFor('u', 'o')} order by o.id limit 1)`;
