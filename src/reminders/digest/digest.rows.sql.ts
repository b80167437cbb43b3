import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { undatedJson } from '../../commitments/undated/undated.sql.js';
import { isUnanswered } from '../../commitments/questions/question.sql.js';
import { chasedTimes } from '../../ledger/chases.sql.js';
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
 * What some entries tell: each kind of fact is read in one go for all of them and joined, since to ask for each of an office's thousand
 * entries takes PostgreSQL a third of a millisecond an entry.
 */
export function toldIn(entries: readonly EntryOfMail[], day: Day): RawBuilder<RawRow> {
  return sql<RawRow>`
    with leaderless as (
      select coalesce(jsonb_agg(p.code), '[]') as parties from party p
      where not exists (select 1 from app_user l where l.active and l.role = 'leader' and l.party_id = p.id)
    ), speechless as (
      select coalesce(jsonb_agg(distinct b.code), '[]') as bodies from question q join body b on b.id = body_in_charge(q.body_id, ${day}::date)
      where ${isUnanswered()} and not exists (select 1 from app_user l where l.active and l.body_id = b.id)
    ), said as (
      select e.mail, e."readerId" as reader_id, e."commitmentId" as id,
        max(u.kind) filter (where u.kind = any(${[...toldKinds]})) as kind,
        coalesce(bool_or(${isWaitingRule}), false) as waits, max(u.kind) filter (where u.kind in ('report_due', 'silent')) as owes,
        max(e."forRole") as for_role,
        coalesce(bool_or(${isWaitingRule} and e."onBehalfOf" is null), false) as waits_for_own,
        array_agg(e."onBehalfOf") filter (where e."onBehalfOf" is not null) as on_behalf_of
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
          as e (mail integer, "readerId" integer, "commitmentId" integer, rule text, "forRole" text, "onBehalfOf" integer)
        left join reminder_rule u on u.code = e.rule group by e.mail, e."readerId", e."commitmentId"
    ), told as (select distinct id from said),
    ${partners}, ${sides(day)}, ${lastTold(day)},
    chased as (
      select t.* from told cross join lateral (select n.* from ${chasedTimes(addDays(day, -1))} n where n.commitment_id = told.id) t)
    select said.mail, c.id as "commitmentId", c.code, c.title, a.slug, a.number, a.kind as "agreementKind", c.due_precision as "duePrecision",
      c.due_value as "dueValue", c.due_on::text as "dueOn", ${undatedJson(day)} as undated, c.status, said.kind as "ruleKind", said.waits, c.differs,
      said.owes, a.reporting_cutoff_day as "cutoffDay", a.report_due_day as "dueDay", said.for_role as "forRole",
      said.waits_for_own as "waitsForOwn", coalesce(${stoodInFor}, '[]') as "stoodInFor",
      case when reader.role = 'liaison' then ${askedByHand(day)} end as asked,
      last_told.day as "lastToldOn", reader.party_id as "readerPartyId", c.agreement_id as "agreementId", leaderless.parties as leaderless, speechless.bodies as speechless,
      partners.names as "partyNames", coalesce(chased.times, 0) as "chasedBefore", sides.of_it as sides
    from said join commitment c on c.id = said.id join agreement a on a.id = c.agreement_id join app_user reader on reader.id = said.reader_id
      join partners on partners.agreement_id = c.agreement_id join sides on sides.commitment_id = c.id
      left join chased on chased.commitment_id = c.id left join last_told on last_told.mail = said.mail and last_told.id = said.id
      cross join leaderless cross join speechless`;
}

const partners = sql`partners as (
  select ap.agreement_id, jsonb_agg(p.name order by ap.position) as names from agreement_party ap join party p on p.id = ap.party_id
  where ap.agreement_id in (select c.agreement_id from told join commitment c on c.id = told.id) group by 1)`;

/** The parts of each, by the bodies that have them now. */
const sides = (day: Day) => sql`lead as materialized (
    select l.id, b.id as body_id, b.short,
      exists (select 1 from app_user o where o.active and o.role in ('liaison', 'coordinator') and o.body_id = b.id) as has_account
    from body l join body b on b.id = ${inChargeOf(sql`l`, day)}
    where l.id in (select s.lead_body_id from told join commitment_side s on s.commitment_id = told.id)
  ), sides as (
    select s.commitment_id, jsonb_agg(jsonb_build_object(
        'partyId', s.party_id, 'partyName', p.name, 'bodyId', lead.body_id, 'bodyShort', lead.short, 'status', s.status, 'doneOn', s.completed_on,
        'underReview', exists (select 1 from submitted_report w where w.side_id = s.id
          and not exists (select 1 from report_review v where v.report_id = w.id)),
        'reportedOn', ${dayOfInstant(sql`s.updated_at`)},
        'percent', case when s.updated_at is not null then s.percent end, 'proposed', s.plan_confirmed_at is null,
        'hasAccount', lead.has_account
      ) order by s.position) as of_it
    from told join commitment_side s on s.commitment_id = told.id join party p on p.id = s.party_id join lead on lead.id = s.lead_body_id
    group by 1)`;

/** When each reader was last told of each, by its present deadline. */
const lastTold = (day: Day) => sql`last_told as (
  select said.mail, said.id, max(r.day)::text as day
  from said join commitment c on c.id = said.id join reminder r on r.commitment_id = c.id and r.recipient_id = said.reader_id
  where r.due_version = c.due_version and r.status = 'sent' and r.day < ${day} group by 1, 2)`;

const stoodInFor = sql`case when said.on_behalf_of is not null then (
  select jsonb_agg(jsonb_build_object('role', o.role, 'name', o.name,
    'bodyCode', (select b.code from body b where b.id = o.body_id)) order by o.id) from app_user o where o.id = any(said.on_behalf_of)) end`;

/** Whether the reader's body was chased by hand about the commitment `c`, and has said nothing since. */
const askedByHand = (day: Day) => sql`(
  select jsonb_build_object('by', h.author, 'text', h.text)
  from chase_item n join chase h on h.id = n.chase_id join commitment_side s on s.commitment_id = n.commitment_id and s.lead_body_id = n.body_id
  where n.commitment_id = c.id and not n.asked and n.day <= ${day} and coalesce(s.updated_at < h.at, true) and n.body_id = reader.body_id
  order by h.id desc limit 1)`;
