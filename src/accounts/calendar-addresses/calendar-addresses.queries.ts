import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { refJson } from '../../agreements/in-reach.sql.js';
import { visibleToAccount } from '../../agreements/visible.js';
import { viewerColumns, viewerJoins } from '../recognition.sql.js';
import { Tokens } from '../tokens.js';
import type { CalendarAddressItem, CalendarReading } from './calendar-address.types.js';

/** As `Tokens.make` makes them: whatever looks otherwise is no secret, and the database is not asked. */
const SECRET = /^[\w-]{43}$/;

/** The calendar addresses of an account, and who stands behind one. */
@Injectable()
export class CalendarAddressesQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
  ) {}

  async of(userId: number): Promise<CalendarAddressItem[]> {
    const { rows } = await sql<CalendarAddressItem>`
      select t.id, t.name, t.scope, a.slug as agreement, iso(t.created_at) as "createdAt", iso(t.last_used_at) as "lastUsedAt"
      from calendar_address t left join agreement a on a.id = t.agreement_id
      where t.user_id = ${userId} order by t.id desc`.execute(this.em.fork().getKysely());
    return rows;
  }

  /**
   * What is read at an address, and for whom, as of now: one statement.
   * @returns null where nothing is: an address that does not exist or was revoked, an account that may not sign in
   */
  async behind(secret: string): Promise<CalendarReading | null> {
    if (!SECRET.test(secret)) return null;
    const reach = { partyId: sql`u.party_id`, onlyAgreementId: sql`t.agreement_id` };
    const { rows } = await sql<CalendarReading>`
      select t.id, t.scope, ${viewerColumns('u')} as viewer,
        (select coalesce(jsonb_agg(${refJson} order by a.id), '[]') from agreement a
          where ${visibleToAccount(reach, sql`a.id`)}) as agreements
      from calendar_address t join app_user u on u.id = t.user_id left join access_token k on k.id = t.token_id ${viewerJoins}
      where t.secret_hash = ${this.tokens.hash(secret)} and u.active and (k.id is null or k.expires_at > now())`.execute(
      this.em.fork().getKysely(),
    );
    const [found] = rows;
    return found && !found.viewer.secondFactorMissing ? found : null;
  }
}
