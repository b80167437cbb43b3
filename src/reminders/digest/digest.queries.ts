import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import { answeredForBy } from '../../agreements/in-charge.js';
import { holderFrom, type RawHolder } from '../../commitments/turn/holder.js';
import { reasons, type Reason } from '../../commitments/turn/turn.types.js';
import { holdersOf } from '../../commitments/turn/turn.sql.js';
import { undatedJson } from '../../commitments/undated/undated.sql.js';
import { timesChased } from '../../ledger/chases.sql.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { DigestRecipient, DigestRow } from './digest.content.js';
import type { WaitingTotal } from './digest.holder.js';
import { leaderRule } from '../plan/rule-book.js';
import { isWaitingRule, mattersNow } from '../plan/waiting.sql.js';

export interface DigestEntry {
  commitmentId: number;
  rule: string;
}

interface RawRow extends Omit<DigestRow, 'holders'> {
  holders: RawHolder[];
  /** Codes of the sides whose leaders have no account. */
  leaderless: string[];
}

/** What a digest tells, as things stand now. */
@Injectable()
export class DigestQueries {
  constructor(private readonly em: EntityManager) {}

  /** @param day of the mail */
  async recipient(id: number, day: Day): Promise<DigestRecipient> {
    const { rows } = await sql<DigestRecipient>`
      select u.id, u.email, u.name, u.role, u.language, u.party_id as "partyId", p.code as "partyCode", p.name as "partyName",
        ${addressee} as "bodyName", coalesce(o.name, p.committee, u.name) as "officeName",
        (select count(*)::integer from commitment c where c.status in ('not_started', 'in_progress') and c.due_on < ${day}
          and case when u.role = 'coordinator' then exists (
            select 1 from agreement_party ap where ap.agreement_id = c.agreement_id and ap.party_id = u.party_id)
          else exists (
            select 1 from commitment_side s where s.commitment_id = c.id and s.status in ('not_started', 'in_progress')
              and s.lead_body_id = any(${answeredForBy(sql`u.body_id`, day)})) end) as overdue,
        (${leaderRule(sql`p.id`)}) as "leaderRule"
      from app_user u
      left join party p on p.id = u.party_id left join body o on o.id = p.office_id
      where u.id = ${id}`.execute(this.db);
    return rows[0]!;
  }

  async rows(
    entries: readonly DigestEntry[],
    { partyId: ownReader }: Pick<DigestRecipient, 'partyId'>,
    day: Day,
  ): Promise<DigestRow[]> {
    const at = { agreementId: sql<number>`c.agreement_id`, asOf: day, knownAt: day, today: day, ownReader };
    const { rows } = await sql<RawRow>`
      with recursive leaderless as (
        select coalesce(jsonb_agg(p.code), '[]') as parties from party p
        where not exists (select 1 from app_user l where l.active and l.role = 'leader' and l.party_id = p.id)
      ), said as (
        select e."commitmentId" as id, max(u.kind) filter (where not ${isWaitingRule}) as kind, bool_or(${isWaitingRule}) as waits
        from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e ("commitmentId" integer, rule text)
          join reminder_rule u on u.code = e.rule group by 1
      ), succession (origin, id, last_day, successor_id) as (
        select id, id, last_day, successor_id from body
        union all
        select s.origin, b.id, b.last_day, b.successor_id
        from succession s join body b on b.id = s.successor_id where s.last_day < ${day}
      ), in_charge as (
        select origin, id from succession where not coalesce(last_day < ${day}, false) or successor_id is null
      )
      select c.id as "commitmentId", c.code, c.title, a.slug, a.number, a.kind as "agreementKind", c.due_precision as "duePrecision",
        c.due_value as "dueValue", c.due_on::text as "dueOn", ${undatedJson(day)} as undated, c.status, said.kind as "ruleKind", said.waits, c.differs,
        ${holdersOf(at)} as holders, leaderless.parties as leaderless,
        (select jsonb_agg(p.name order by ap.position) from agreement_party ap join party p on p.id = ap.party_id
          where ap.agreement_id = a.id) as "partyNames",
        ${timesChased(sql`c.id`, addDays(day, -1))} as "chasedBefore",
        (select jsonb_agg(jsonb_build_object(
            'partyId', s.party_id, 'partyName', p.name, 'bodyId', b.id, 'bodyShort', b.short, 'status', s.status, 'doneOn', s.completed_on,
            'percent', case when s.updated_at is not null then s.percent end, 'proposed', s.plan_confirmed_at is null,
            'hasAccount', exists (select 1 from app_user o where o.active and o.role in ('liaison', 'coordinator') and o.body_id = b.id)
          ) order by s.position)
          from commitment_side s join party p on p.id = s.party_id
          join in_charge i on i.origin = s.lead_body_id join body b on b.id = i.id
          where s.commitment_id = c.id) as sides
      from said join commitment c on c.id = said.id join agreement a on a.id = c.agreement_id cross join leaderless`.execute(
      this.db,
    );
    return rows.map(({ leaderless, ...row }) => ({
      ...row,
      holders: row.holders.map((holder) => ({
        ...holderFrom(holder),
        why: holder.why,
        hasAccount: holder.role !== 'leader' || !leaderless.includes(holder.party),
      })),
    }));
  }

  /** All that waits for the posts of a side in some agreements. */
  async totals({ partyId }: DigestRecipient, slugs: readonly string[], day: Day): Promise<WaitingTotal[]> {
    const { rows } = await sql<Omit<WaitingTotal, 'whys'> & { whys: Reason[][] }>`
      select t.slug, t.kind, t.post, jsonb_agg(t.whys) as whys,
        array_agg(t.code order by t.position) as codes, min(t.since)::text as since,
        working_days_between(min(t.since) - 1, ${day}::date - 1) as "workingDays"
      from (
        select ag.slug, m.kind, p.post, c.code, c.position, min(m.since) as since, jsonb_agg(m.why) as whys
        from agreement ag cross join lateral (${mattersNow(day, sql`true`)}) m join commitment c on c.id = m.commitment_id
          cross join lateral (select case when m.role in ('leader', 'outside') then m.role else 'coordinator' end as post) p
        where ag.slug = any(${[...slugs]}) and m.party_id = ${partyId} and m.role <> 'lead_body'
        group by 1, 2, 3, 4, 5) t
      group by 1, 2, 3`.execute(this.db);
    return rows.map(({ whys, ...total }) => {
      const all = new Set(whys.flat());
      return { ...total, whys: reasons.filter((why) => all.has(why)) };
    });
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}
