import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { isInForce, ruleJson, SHIPPED_HOLD_DAYS } from '../plan/rule-book.js';
import { ruleKinds } from '../plan/rules.js';
import type { AgreementRules } from './rules.types.js';

/** Coordinators put them and answer them; leaders and officers read what is in force. */
export const readsProposals = ({ role }: Pick<Viewer, 'role'>) =>
  role === 'coordinator' || role === 'admin' || role === 'auditor';

/** By which rules an agreement’s reminders go. */
@Injectable()
export class RulesQueries {
  constructor(private readonly em: EntityManager) {}

  of({ agreement, viewer }: RequestScope): Promise<AgreementRules> {
    const db = this.em.fork().getKysely() as unknown as Kysely<unknown>;
    return readRules(db, agreement.id, readsProposals(viewer));
  }
}

/** For a transaction of somebody else’s, too. */
export async function readRules(
  db: Kysely<unknown>,
  agreementId: number,
  withProposals: boolean,
): Promise<AgreementRules> {
  const { rows } = await sql<AgreementRules>`
    select ${rulesWhere(isInForce(sql`${agreementId}::integer`))} as rules, coalesce(s.hold_days, ${SHIPPED_HOLD_DAYS}::integer) as "holdDays",
      case when s.id is null then 'shipped' else 'agreement' end as source, coalesce(s.id, 0) as version,
      iso(s.made_at) as "madeAt", (select name from app_user where id = s.made_by) as "madeBy",
      case when ${withProposals} then ${proposalsOf(agreementId)} else '[]'::jsonb end as proposals
    from (select 1) one left join lateral (
      select * from rule_set where agreement_id = ${agreementId} order by id desc limit 1) s on true`.execute(
    db,
  );
  return rows[0]!;
}

const rulesWhere = (condition: RawBuilder<unknown>) => sql`(
  select coalesce(jsonb_agg(${ruleJson} || jsonb_build_object('name', u.name)
    order by array_position(${[...ruleKinds]}::text[], u.kind), case when u.kind = 'before' then -u.working_days else u.working_days end, u.code), '[]')
  from reminder_rule u where ${condition})`;

const proposalsOf = (agreementId: number) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'party', p.code, 'holdDays', o.hold_days, 'proposedAt', iso(o.proposed_at),
    'by', (select name from app_user where id = o.proposed_by), 'rules', ${rulesWhere(sql`u.code = any(o.codes)`)}) order by ap.position), '[]')
  from rule_proposal o join party p on p.id = o.party_id
  join agreement_party ap on ap.agreement_id = o.agreement_id and ap.party_id = o.party_id
  where o.agreement_id = ${agreementId} and o.closed_at is null)`;
