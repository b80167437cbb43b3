import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { isOfFamily, type TokenOwner } from './token-family.js';
import type { SessionItem, TokenItem } from '../../identity/access.types.js';

/** The sessions and tokens of an account that are still good; the last used first. */
@Injectable()
export class AccessQueries {
  constructor(private readonly em: EntityManager) {}

  async sessions(userId: number): Promise<SessionItem[]> {
    const { rows } = await sql<SessionItem>`
      select id, iso(created_at) as "createdAt", iso(last_seen_at) as "lastSeenAt", iso(expires_at) as "expiresAt",
        host(address) as address, user_agent as "userAgent"
      from session where user_id = ${userId} and expires_at > now()
      order by coalesce(last_seen_at, created_at) desc, id desc`.execute(this.em.getKysely());
    return rows;
  }

  async tokens(owner: TokenOwner): Promise<TokenItem[]> {
    const { rows } = await sql<TokenItem>`
      select t.id, t.name, t.scope, a.slug as agreement, iso(t.created_at) as "createdAt",
        iso(t.last_used_at) as "lastUsedAt", iso(t.expires_at) as "expiresAt", host(t.address) as address
      from access_token t left join agreement a on a.id = t.agreement_id
      where ${isOfFamily(owner)} and t.expires_at > now()
      order by coalesce(t.last_used_at, t.created_at) desc, t.id desc`.execute(this.em.getKysely());
    return rows;
  }
}
