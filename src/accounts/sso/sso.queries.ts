import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { SsoProvider } from './sso-provider.js';
import type { Differences } from './sso-accounts.js';

export interface SsoStatus {
  issuer: string;
  allowedDomains: readonly string[];
  /** Accounts that signed in by it so far. */
  accounts: number;
  /** Those of which the provider says something else. */
  differing: { email: string; lastAt: string; differences: Differences }[];
}

const MOST_SHOWN = 50;

/** What the administrator sees of single sign-on. */
@Injectable()
export class SsoQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly provider: SsoProvider,
  ) {}

  /** @returns null where none is set up */
  async status(): Promise<SsoStatus | null> {
    if (!this.provider.isConfigured) return null;
    const { issuer, allowedDomains } = this.provider.settings;
    const { rows } = await sql<Pick<SsoStatus, 'accounts' | 'differing'>>`
      select (select count(*)::integer from sso_identity where linked_by <> 'claim') as accounts, coalesce(jsonb_agg(d), '[]') as differing
      from (
        select u.email, iso(i.last_at) as "lastAt", i.differences
        from sso_identity i join app_user u on u.id = i.user_id
        where i.differences <> '{}' order by i.last_at desc limit ${MOST_SHOWN}
      ) d`.execute(this.em.fork().getKysely());
    return { issuer, allowedDomains, ...rows[0]! };
  }
}
