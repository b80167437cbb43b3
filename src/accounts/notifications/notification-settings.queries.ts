import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { NotificationSettings, StandIn } from './notification-settings.types.js';
import { isAway, isUnended, mayStandIn } from './stand-in.sql.js';

/** How accounts want to be reminded, and who may read reminders in their place. */
@Injectable()
export class NotificationSettingsQueries {
  constructor(private readonly em: EntityManager) {}

  of({ userId }: Viewer, today: Day): Promise<NotificationSettings> {
    return readSettings(this.em.fork().getKysely() as unknown as Kysely<unknown>, userId, today);
  }

  /** Those who may stand in for the account and have no stand-in themselves. */
  async candidates({ userId }: Viewer, today: Day): Promise<StandIn[]> {
    const { rows } = await sql<StandIn>`
      select s.id, s.email, s.name from app_user u join app_user s on ${mayStandIn}
      where u.id = ${userId} and not ${isAway(today)}
      order by s.role, s.email`.execute(this.em.fork().getKysely());
    return rows;
  }

  /** The one named who may not stand in any more; null where it may, or nobody is named. */
  async lapsed({ userId }: Viewer, today: Day): Promise<BilingualText | null> {
    const { rows } = await sql<{ name: BilingualText }>`
      select s.name from notification_setting n join app_user u on u.id = n.user_id join app_user s on s.id = n.stand_in_id
      where n.user_id = ${userId} and ${isUnended(today)} and not ${mayStandIn}`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]?.name ?? null;
  }
}

export async function readSettings(
  db: Kysely<unknown>,
  userId: number,
  today: Day,
): Promise<NotificationSettings> {
  const { rows } = await sql<NotificationSettings>`
    select u.language, coalesce(n.frequency, 'daily') as frequency,
      case when n.paused_from > ${today} then n.paused_from::text end as "pausedFrom",
      case when n.paused_until >= ${today} then n.paused_until::text end as "pausedUntil",
      case when ${isUnended(today)} then s.email end as "standIn"
    from app_user u left join notification_setting n on n.user_id = u.id
      left join app_user s on s.id = n.stand_in_id and ${mayStandIn}
    where u.id = ${userId}`.execute(db);
  return rows[0]!;
}
