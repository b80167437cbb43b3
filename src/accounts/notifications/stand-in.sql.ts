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

/** Whether the settings `n` are those of a day: a stand-in begins and ends with the absence. */
export const isStanding = (today: Day) =>
  sql<boolean>`(coalesce(n.paused_from <= ${today}, true) and coalesce(n.paused_until >= ${today}, true))`;

/** Whether the absence of the settings `n` is still to come, or not over yet. */
export const isUnended = (today: Day) => sql<boolean>`coalesce(n.paused_until >= ${today}, true)`;

/** Whether the account of the settings `w` hears nothing itself on a day. */
export const isPausing = (today: Day) =>
  sql<boolean>`(w.paused_until >= ${today}::date and coalesce(w.paused_from <= ${today}::date, true))`;

/** First and last day; without a last one, until taken out. */
export interface Absence {
  from: Day;
  until: Day | null;
}

/** Whether the settings `n` name a stand-in for some day of those. */
const isWithin = ({ from, until }: Absence) =>
  sql<boolean>`(coalesce(n.paused_until >= ${from}, true) and coalesce(n.paused_from <= ${until}::date, true))`;

/** Whether the account `s` has somebody in its own place. */
export const isAway = (today: Day) => sql<boolean>`exists (
  select 1 from notification_setting n join app_user x on x.id = n.stand_in_id
  where n.user_id = s.id and ${isStanding(today)} and ${mayStandFor('x', 's')})`;

/** The same for some day of an absence. */
export const isAwayWithin = (absence: Absence) => sql<boolean>`exists (
  select 1 from notification_setting n join app_user x on x.id = n.stand_in_id
  where n.user_id = s.id and ${isWithin(absence)} and ${mayStandFor('x', 's')})`;

/** The name of one in whose place the account `u` stands on some day of an absence; null where there is none. */
export const standsFor = (absence: Absence) => sql`(
  select o.name from notification_setting n join app_user o on o.id = n.user_id
  where n.stand_in_id = u.id and ${isWithin(absence)} and ${mayStandFor('u', 'o')} order by o.id limit 1)`;

/**
 * Whether the account `s` acts for `u` on a day by the settings `n`: it was named for that, with a last day, and has nobody in its own place.
 * Who was named before there was such a thing reads the mails alone.
 */
export const actsFor = (
  today: Day,
) => sql<boolean>`(n.user_id = u.id and n.stand_in_id = s.id and n.named_by is not null
  and n.paused_until >= ${today} and coalesce(n.paused_from <= ${today}, true) and u.active and ${mayStandIn} and not ${isAway(today)})`;
