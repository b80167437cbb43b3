import { sql, type Kysely, type RawBuilder } from 'kysely';
import { mayStandIn } from '../../accounts/notifications/stand-in.sql.js';
import type { Wish, Wishes } from './wishes.js';

/** What everybody has settled for their reminders; a row for each who has. */
export async function readWishes(db: Kysely<unknown>): Promise<Wishes> {
  const { rows } = await sql<Wish>`
    select n.user_id as "userId", n.frequency, n.paused_from::text as "pausedFrom", n.paused_until::text as "pausedUntil", s.id as "standInId"
    from ${settings} order by n.user_id`.execute(db);
  return byUser(rows);
}

const settings = sql`notification_setting n join app_user u on u.id = n.user_id
  left join app_user s on s.id = n.stand_in_id and ${mayStandIn}`;

export const byUser = (wishes: readonly Wish[]): Wishes => new Map(wishes.map((wish) => [wish.userId, wish]));

/** As JSON, what decides whether some accounts hear something: their own, of their stand-ins, and of those for whom they stand in. */
export function wishesAbout(ids: readonly number[]): RawBuilder<Wish[]> {
  const these = sql`any(${[...ids]})`;
  return sql<Wish[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('userId', n.user_id, 'frequency', n.frequency, 'pausedFrom', n.paused_from,
      'pausedUntil', n.paused_until, 'standInId', s.id)), '[]')
    from ${settings}
    where n.user_id = ${these} or n.stand_in_id = ${these}
      or n.user_id in (select o.stand_in_id from notification_setting o where o.user_id = ${these}))`;
}
