import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { isUnended, mayStandIn } from '../notifications/stand-in.sql.js';

/** An officer of a side, and who stands in for it. */
export interface OfficerAbsence {
  id: number;
  name: BilingualText;
  email: string;
  body: BilingualText | null;
  /** Null where it has begun, or nobody is named. */
  from: Day | null;
  /** Null also where a stand-in is named until further notice. */
  until: Day | null;
  standIn: BilingualText | null;
  /** Whether that one acts for it, and does not only read its mails. */
  acts: boolean;
}

export interface SideAccount {
  id: number;
  email: string;
  name: BilingualText;
}

/** Who is away on a side, for its committee office. */
@Injectable()
export class AbsencesQueries {
  constructor(private readonly em: EntityManager) {}

  /** All officers of the reader's side, by body. */
  async officers({ party }: Viewer, today: Day): Promise<OfficerAbsence[]> {
    const { rows } = await sql<OfficerAbsence>`
      select u.id, u.name, u.email, b.name as body,
        case when ${isUnended(today)} and n.paused_from > ${today} then n.paused_from::text end as "from",
        case when n.paused_until >= ${today} then n.paused_until::text end as until,
        case when ${isUnended(today)} then s.name end as "standIn",
        coalesce(${isUnended(today)} and n.named_by is not null and n.paused_until is not null, false) as acts
      from app_user u left join body b on b.id = u.body_id left join notification_setting n on n.user_id = u.id
        left join app_user s on s.id = n.stand_in_id and ${mayStandIn}
      where u.party_id = ${party?.id ?? null}::integer and u.role = 'liaison' and u.active
      order by b.id, u.id`.execute(this.em.fork().getKysely());
    return rows;
  }

  /** Those of the side who may stand in for an officer at all. */
  async standIns({ party }: Viewer): Promise<SideAccount[]> {
    const { rows } = await sql<SideAccount>`
      select id, email, name from app_user
      where party_id = ${party?.id ?? null}::integer and active and role in ('coordinator', 'liaison')
      order by role, email`.execute(this.em.fork().getKysely());
    return rows;
  }
}
