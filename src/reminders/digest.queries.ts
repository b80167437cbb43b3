import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { addressee } from '../accounts/addressee.sql.js';
import { answeredForBy } from '../agreements/in-charge.js';
import { timesChased } from '../ledger/chases.sql.js';
import { addDays, type Day } from '../platform/clock.js';
import type { DigestRecipient, DigestRow } from './digest.content.js';

export interface DigestEntry {
  commitmentId: number;
  rule: string;
}

/** What a digest tells, as things stand now. */
@Injectable()
export class DigestQueries {
  constructor(private readonly em: EntityManager) {}

  /** @param day of the mail */
  async recipient(id: number, day: Day): Promise<DigestRecipient> {
    const { rows } = await sql<DigestRecipient>`
      select u.id, u.email, u.name, u.role, u.language, u.party_id as "partyId", p.name as "partyName",
        ${addressee} as "bodyName", coalesce(o.name, p.committee, u.name) as "officeName",
        (select count(*)::integer from commitment c where c.status in ('not_started', 'in_progress') and c.due_on < ${day}
          and case when u.role = 'coordinator' then exists (
            select 1 from agreement_party ap where ap.agreement_id = c.agreement_id and ap.party_id = u.party_id)
          else exists (
            select 1 from commitment_side s where s.commitment_id = c.id and s.status in ('not_started', 'in_progress')
              and s.lead_body_id = any(${answeredForBy(sql`u.body_id`, day)})) end) as overdue
      from app_user u
      left join party p on p.id = u.party_id left join body o on o.id = p.office_id
      where u.id = ${id}`.execute(this.db);
    return rows[0]!;
  }

  async rows(entries: readonly DigestEntry[], day: Day): Promise<DigestRow[]> {
    const { rows } = await sql<DigestRow>`
      with recursive succession (origin, id, last_day, successor_id) as (
        select id, id, last_day, successor_id from body
        union all
        select s.origin, b.id, b.last_day, b.successor_id
        from succession s join body b on b.id = s.successor_id where s.last_day < ${day}
      ), in_charge as (
        select origin, id from succession where not coalesce(last_day < ${day}, false) or successor_id is null
      )
      select c.id as "commitmentId", c.code, c.title, a.slug, a.number, a.kind as "agreementKind", c.due_precision as "duePrecision",
        c.due_value as "dueValue", c.due_on::text as "dueOn", u.kind as "ruleKind", c.differs,
        (select jsonb_agg(p.name order by ap.position) from agreement_party ap join party p on p.id = ap.party_id
          where ap.agreement_id = a.id) as "partyNames",
        ${timesChased(sql`c.id`, addDays(day, -1))} as "chasedBefore",
        (select jsonb_agg(jsonb_build_object(
            'partyId', s.party_id, 'partyName', p.name, 'bodyId', b.id, 'bodyShort', b.short, 'status', s.status,
            'percent', case when s.updated_at is not null then s.percent end, 'proposed', s.plan_confirmed_at is null,
            'hasAccount', exists (select 1 from app_user o where o.active and o.role in ('liaison', 'coordinator') and o.body_id = b.id)
          ) order by s.position)
          from commitment_side s join party p on p.id = s.party_id
          join in_charge i on i.origin = s.lead_body_id join body b on b.id = i.id
          where s.commitment_id = c.id) as sides
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e ("commitmentId" integer, rule text)
      join commitment c on c.id = e."commitmentId" join agreement a on a.id = c.agreement_id
      join reminder_rule u on u.code = e.rule`.execute(this.db);
    return rows;
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
