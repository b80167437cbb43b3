import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import { lastNamed, leaderInCharge } from './leader-in-charge.sql.js';
import type { SideLeaders } from './leaders.types.js';

/** Who is in charge of which sector: to a side its own, to auditors and administrators every side's. */
@Injectable()
export class LeadersQueries {
  constructor(private readonly em: EntityManager) {}

  async all({ agreement, viewer }: RequestScope): Promise<SideLeaders[]> {
    const isShown = viewer.party ? sql`p.id = ${viewer.party.id}` : sql`true`;
    const { rows } = await sidesOf(agreement.id, isShown).execute(this.em.fork().getKysely());
    return rows;
  }

  /** @throws NotFound where no such side is party to the agreement */
  async of({ agreement }: RequestScope, party: string): Promise<SideLeaders> {
    const { rows } = await sidesOf(agreement.id, sql`p.code = ${party}`).execute(this.em.fork().getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}

/** For a transaction of somebody else's, too. */
export function sidesOf(agreementId: number, isShown: RawBuilder<unknown>) {
  const refOf = sql`jsonb_build_object('id', u.id, 'name', u.name)`;
  return sql<SideLeaders>`
    select p.code as party, p.marker, p.name as "partyName",
      (select coalesce(max(l.id), 0)::integer from sector_leader l where l.agreement_id = ap.agreement_id and l.party_id = p.id) as version,
      (select coalesce(jsonb_agg(jsonb_build_object('sector', jsonb_build_object('code', s.code, 'name', s.name),
          'leader', case when u.id is not null then ${refOf} end,
          'isLapsed', u.id is not null and ${leaderInCharge(sql`s.id`, sql`p.id`)} is null) order by s.position), '[]')
        from sector s left join app_user u on u.id = ${lastNamed(sql`s.id`, sql`p.id`)} where s.agreement_id = ap.agreement_id) as sectors,
      (select coalesce(jsonb_agg(${refOf} order by u.id), '[]') from app_user u
        where u.party_id = p.id and u.role = 'leader' and u.active) as leaders
    from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${agreementId} and ${isShown} order by ap.position`;
}
