import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { addressee } from '../../accounts/addressee.sql.js';
import { answeredForBy } from '../../agreements/in-charge.js';
import { answers, isToAnswer, isToHear, isUnanswered } from '../../commitments/directives/directive.sql.js';
import { holderFrom, type RawHolder } from '../../commitments/turn/holder.js';
import { holdersIn } from '../../commitments/turn/turn.sql.js';
import type { Day } from '../../platform/clock.js';
import type { DigestRecipient, DigestRow } from './digest.content.js';
import { toldIn, type EntryOfMail, type RawRow } from './digest.rows.sql.js';
import { leaderRule } from '../plan/rule-book.js';

/** More than these are not told one by one: they would not fit, and are counted. */
const MOST_LATE = 40;

/** What digests tell, as things stand now: of many in one statement, which costs hardly more than of one. */
@Injectable()
export class DigestQueries {
  constructor(private readonly em: EntityManager) {}

  /** @param day of the mails @returns by their ids */
  async recipients(ids: readonly number[], day: Day): Promise<Map<number, DigestRecipient>> {
    const { rows } = await sql<DigestRecipient>`
      select u.id, u.email, u.name, u.role, u.language, u.party_id as "partyId", p.code as "partyCode", coalesce(u.body_id, p.office_id) as "bodyId", own.code as "bodyCode", p.office_id as "officeId", p.name as "partyName",
        ${addressee} as "bodyName", coalesce(o.name, p.committee, u.name) as "officeName",
        l.overdue, l.late, ${unansweredOf(day)} as directives, (${leaderRule(sql`p.id`)}) as "leaderRule"
      from app_user u
      left join party p on p.id = u.party_id left join body o on o.id = p.office_id left join body own on own.id = u.body_id
      cross join lateral (${lateOf(day)}) l
      where u.id = any(${[...ids]})`.execute(this.db);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** @returns by `mail` */
  async rows(entries: readonly EntryOfMail[], day: Day): Promise<Map<number, DigestRow[]>> {
    const { rows } = await toldIn(entries, day).execute(this.db);
    const holders = await this.holders(rows, day);
    return Map.groupBy(
      rows.map((row, at) => readRow(row, holders[at]!)),
      ({ mail }) => mail,
    );
  }

  /** Who holds what, as each row's reader may know: read in one go for all commitments of an agreement that the same side reads. */
  private async holders(rows: readonly RawRow[], day: Day): Promise<RawHolder[][]> {
    const keyOf = ({ agreementId, readerPartyId }: RawRow) => `${agreementId}:${readerPartyId}`;
    const found = new Map<string, Map<number, RawHolder[]>>();
    for (const [key, some] of Map.groupBy(rows, keyOf)) {
      const { agreementId, readerPartyId } = some[0]!;
      const ids = [...new Set(some.map(({ commitmentId }) => commitmentId))];
      const at = { agreementId, asOf: day, knownAt: day, today: day, ownReader: readerPartyId };
      const asked = holdersIn(at, sql`(select id, due_on, status from commitment where id = any(${ids})) c`);
      const { rows: held } = await asked.execute(this.db);
      found.set(key, new Map(held.map(({ id, holders }) => [id, holders])));
    }
    return rows.map((row) => found.get(keyOf(row))!.get(row.commitmentId) ?? []);
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}

/** Of the account `u`, in each agreement that has any. */
function unansweredOf(day: Day): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(to_jsonb(w) - 'id' order by w.id), '[]') from (
      select a.id, a.slug, a.number, count(*) as open, count(*) filter (where d.answer_by < ${day}::date) as late
      from directive d join commitment_side sd on sd.id = d.side_id join agreement a on a.id = d.agreement_id ${answers(sql`${day}::date`)}
      where ${isUnanswered()} and (${isToHear} or ${isToAnswer})
      group by a.id) w)`;
}

function readRow(
  { leaderless, speechless, agreementId: _agreement, readerPartyId: _party, ...row }: RawRow,
  held: readonly RawHolder[],
): DigestRow & { mail: number } {
  const holders = held.map((holder) => ({
    ...holderFrom(holder),
    why: holder.why,
    hasAccount:
      holder.role === 'lead_body'
        ? !speechless.includes(holder.body?.code ?? '')
        : holder.role !== 'leader' || !leaderless.includes(holder.party),
  }));
  return { ...row, holders };
}

/** What of an account `u` is overdue on a day: of an office all, of an officer what its body leads, of a leader what was put to it, while its side has it to do. */
function lateOf(day: Day): RawBuilder<unknown> {
  // From the side of the account, one by one: what is late in all is not gone through for each.
  return sql`
    select count(*)::integer as overdue, coalesce((array_agg(c.id order by c.due_on, c.position))[1:${sql.lit(MOST_LATE)}], '{}') as late
    from (
      select o.id from agreement_party ap join commitment o on o.agreement_id = ap.agreement_id and o.due_on < ${day}
      where u.role = 'coordinator' and ap.party_id = u.party_id
      union
      select o.id from reminder r join commitment o on o.id = r.commitment_id and o.due_version = r.due_version
        join commitment_side s on s.commitment_id = o.id and s.party_id = u.party_id and s.status in ('not_started', 'in_progress')
      where u.role = 'leader' and coalesce(r.on_behalf_of, r.recipient_id) = u.id and r.rule ~ '^(step|count)_' and r.status = 'sent'
        and r.day <= ${day}
      union
      select s.commitment_id from commitment_side s
      where u.role not in ('coordinator', 'leader') and s.status in ('not_started', 'in_progress')
        and s.lead_body_id = any(${answeredForBy(sql`u.body_id`, day)})
    ) own cross join lateral (
      select o.id, o.due_on, o.position from commitment o where o.id = own.id and o.status in ('not_started', 'in_progress') and o.due_on < ${day}
      offset 0) c`;
}
