import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';

export const secondFactorFor = ['nobody', 'admins', 'all'] as const;
export type SecondFactorFor = (typeof secondFactorFor)[number];

/** Must this account have a second factor, and has none? Costs nothing while nobody must. @param account the name of its row */
export const isMissingFactor = (account: 'u' | 'me'): RawBuilder<boolean> => sql`
  case (select second_factor from sign_in_policy) when 'all' then true when 'admins' then ${sql.ref(`${account}.role`)} = 'admin' else false end
  and not exists (select 1 from second_factor f where f.user_id = ${sql.ref(`${account}.id`)} and f.confirmed_at is not null)`;

export interface PolicyState {
  secondFactor: SecondFactorFor;
  /** Accounts that are active, and those of them that have a second factor; of administrators alike. */
  accounts: number;
  protected: number;
  admins: number;
  protectedAdmins: number;
}

/** What the administrator requires of everybody's way in. */
@Injectable()
export class SignInPolicy {
  constructor(private readonly em: EntityManager) {}

  async state(): Promise<PolicyState> {
    const { rows } = await sql<PolicyState>`
      select (select second_factor from sign_in_policy) as "secondFactor", count(*)::integer as accounts,
        count(*) filter (where f.confirmed_at is not null)::integer as protected,
        count(*) filter (where u.role = 'admin')::integer as admins,
        count(*) filter (where u.role = 'admin' and f.confirmed_at is not null)::integer as "protectedAdmins"
      from app_user u left join second_factor f on f.user_id = u.id where u.active`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]!;
  }

  /** From the next request on. Setting the same again changes nothing. */
  async require(secondFactor: SecondFactorFor, by: By): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ from: SecondFactorFor }>`
        update sign_in_policy p set second_factor = ${secondFactor}
        from (select second_factor from sign_in_policy for update) before
        where before.second_factor <> ${secondFactor} returning before.second_factor as "from"`.execute(
        em.getKysely(),
      );
      if (!rows[0]) return;
      const data = { secondFactor: { from: rows[0].from, to: secondFactor } };
      await appendAudit(em, { kind: 'sign_in.policy_changed', ...by, data });
    });
  }
}
