import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { hasFallenSql } from '../../commitments/plan/plan.sql.js';
import { undatedJson } from '../../commitments/undated/undated.sql.js';
import { isUnanswered } from '../../commitments/questions/question.sql.js';
import { timesChased } from '../../ledger/chases.sql.js';
import { addDays, type Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { isWaitingRule } from '../plan/waiting.sql.js';
import { toldKinds, type DigestRow } from './digest.content.js';

export interface DigestEntry {
  commitmentId: number;
  /** Null of what is told only because it is late. */
  rule: string | null;
  forRole?: 'head' | 'leader' | null;
  /** The account for which the recipient stands in. */
  onBehalfOf?: number | null;
}

/** An entry of one of several mails. */
export interface EntryOfMail extends DigestEntry {
  /** Which of them. */
  mail: number;
  readerId: number;
}

export interface RawRow extends Omit<DigestRow, 'holders'> {
  mail: number;
  agreementId: number;
  readerPartyId: number | null;
  /** Codes of the sides whose leaders have no account. */
  leaderless: string[];
  /** Codes of the bodies that are asked something and have no account. */
  speechless: string[];
}

/**
 * What some entries tell. What is the same for many of them is found once; the rest by the keys of each, so that a mail costs what it tells,
 * however long the ledger and however many sides and accounts there are. Of arrays PostgreSQL reckons with a few, of JSON with a hundred,
 * for which it would read whole tables.
 */
export function toldIn(entries: readonly EntryOfMail[], day: Day): RawBuilder<RawRow> {
  return sql<RawRow>`
    with said as materialized (
      select e.mail, e.reader_id, e.id,
        max(u.kind) filter (where u.kind = any(${[...toldKinds]})) as kind,
        coalesce(bool_or(${isWaitingRule}), false) as waits, max(u.kind) filter (where u.kind in ('report_due', 'silent')) as owes,
        max(e.for_role) as for_role,
        coalesce(bool_or(${isWaitingRule} and e.on_behalf_of is null), false) as waits_for_own,
        array_agg(e.on_behalf_of) filter (where e.on_behalf_of is not null) as on_behalf_of
      from ${rowsOf(entries)} left join reminder_rule u on u.code = e.rule group by 1, 2, 3
    ), agreements as materialized (
      select a.*, ${partners} as names, ${leaderless} as leaderless
      from agreement a where a.id in (select c.agreement_id from commitment c where c.id = any(${entries.map(({ commitmentId }) => commitmentId)}))
    ), speechless as materialized (
      select coalesce(jsonb_agg(distinct b.code), '[]') as bodies from question q join body b on b.id = body_in_charge(q.body_id, ${day}::date)
      where ${isUnanswered()} and not exists (select 1 from app_user l where l.active and l.body_id = b.id))
    select said.mail, c.id as "commitmentId", c.code, c.title, a.slug, a.number, a.kind as "agreementKind", c.due_precision as "duePrecision",
      c.due_value as "dueValue", c.due_on::text as "dueOn", ${undatedJson(day)} as undated, c.status, said.kind as "ruleKind", said.waits, c.differs,
      said.owes, a.reporting_cutoff_day as "cutoffDay", a.report_due_day as "dueDay", said.for_role as "forRole",
      said.waits_for_own as "waitsForOwn", coalesce(${stoodInFor}, '[]') as "stoodInFor",
      case when reader.role = 'liaison' then ${askedByHand(day)} end as asked,
      ${lastTold(day)} as "lastToldOn", reader.party_id as "readerPartyId", c.agreement_id as "agreementId", a.leaderless, speechless.bodies as speechless,
      a.names as "partyNames", ${timesChased(sql`c.id`, addDays(day, -1))} as "chasedBefore", ${sides(day)} as sides
    from said join commitment c on c.id = said.id join agreements a on a.id = c.agreement_id join app_user reader on reader.id = said.reader_id
      cross join speechless`;
}

function rowsOf(entries: readonly EntryOfMail[]): RawBuilder<unknown> {
  const each = <T>(value: (entry: EntryOfMail) => T) => entries.map(value);
  return sql`unnest(${each(({ mail }) => mail)}::integer[], ${each(({ readerId }) => readerId)}::integer[],
    ${each(({ commitmentId }) => commitmentId)}::integer[], ${each(({ rule }) => rule)}::text[],
    ${each(({ forRole }) => forRole ?? null)}::text[], ${each(({ onBehalfOf }) => onBehalfOf ?? null)}::integer[])
    as e (mail, reader_id, id, rule, for_role, on_behalf_of)`;
}

/** Of the agreement `a`. */
const partners = sql`(
  select jsonb_agg(p.name order by ap.position) from agreement_party ap join party p on p.id = ap.party_id
  where ap.agreement_id = a.id)`;

const leaderless = sql`(
  select coalesce(jsonb_agg(p.code), '[]') from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id
    and not exists (select 1 from app_user l where l.active and l.role = 'leader' and l.party_id = p.id))`;

/** The parts of the commitment `c`, by the bodies that have them now. */
const sides = (day: Day) => sql`(
  select jsonb_agg(jsonb_build_object(
      'partyId', s.party_id, 'partyName', p.name, 'bodyId', b.id, 'bodyShort', b.short, 'status', s.status, 'doneOn', s.completed_on,
      'underReview', exists (select 1 from submitted_report w where w.side_id = s.id
        and not exists (select 1 from report_review v where v.report_id = w.id)),
      'reportedOn', ${dayOfInstant(sql`s.updated_at`)},
      'percent', case when s.updated_at is not null then s.percent end, 'proposed', s.plan_confirmed_at is null and not ${hasFallenSql('s')},
      'hasAccount', exists (select 1 from app_user o where o.active and o.role in ('liaison', 'coordinator') and o.body_id = b.id)
    ) order by s.position)
  from commitment_side s join party p on p.id = s.party_id join body l on l.id = s.lead_body_id
    join body b on b.id = ${inChargeOf(sql`l`, day)}
  where s.commitment_id = c.id)`;

/** When the reader was last told of the commitment `c`, by its present deadline. */
const lastTold = (day: Day) => sql`(
  select max(r.day)::text from reminder r where r.recipient_id = said.reader_id and r.commitment_id = c.id
    and r.due_version = c.due_version and r.status = 'sent' and r.day < ${day}::date)`;

const stoodInFor = sql`case when said.on_behalf_of is not null then (
  select jsonb_agg(jsonb_build_object('role', o.role, 'name', o.name,
    'bodyCode', (select b.code from body b where b.id = o.body_id)) order by o.id) from app_user o where o.id = any(said.on_behalf_of)) end`;

/** Whether the reader's body was chased by hand about the commitment `c`, and has said nothing since. */
const askedByHand = (day: Day) => sql`(
  select jsonb_build_object('by', h.author, 'text', h.text)
  from chase_item n join chase h on h.id = n.chase_id join commitment_side s on s.commitment_id = n.commitment_id and s.lead_body_id = n.body_id
  where n.commitment_id = c.id and not n.asked and n.day <= ${day} and coalesce(s.updated_at < h.at, true) and n.body_id = reader.body_id
  order by h.id desc limit 1)`;
