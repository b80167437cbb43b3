import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isLeaderFor } from '../../commitments/leaders/leader-in-charge.sql.js';
import type { ReadAt } from '../../commitments/read/read-source.js';
import type { OwnReader } from '../../commitments/submitted/readers.js';
import { isUnanswered } from '../../commitments/questions/question.sql.js';
import { isWaitingBy } from '../../commitments/submitted/waiting-reports.sql.js';
import { mattersOf, officeNamesJson } from '../../commitments/turn/turn.sql.js';
import { awaitsDate, reviewDay } from '../../commitments/undated/undated.sql.js';
import type { Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { isOfficer } from '../chases/officers.sql.js';
import type { WaitingMatter } from './planner.types.js';
import { waitingKinds } from './rules.js';

/**
 * Today's matters of the agreement `ag`, rows of turn.sql.ts.
 * @param ownReader whose mails are made of it: what a side keeps to itself is told to that side alone
 */
export function mattersNow(
  today: Day,
  of: RawBuilder<unknown>,
  ownReader: OwnReader = null,
): RawBuilder<unknown> {
  return mattersIn(
    today,
    sql`(select c.id, c.due_on, c.status from commitment c where c.agreement_id = ag.id and ${of}) c`,
    ownReader,
  );
}

function mattersIn(today: Day, c: RawBuilder<unknown>, ownReader: OwnReader): RawBuilder<unknown> {
  const at: ReadAt = { agreementId: sql<number>`ag.id`, asOf: today, knownAt: today, today, ownReader };
  return mattersOf(at, c);
}

/** `isWaiting` of rules.ts, over the row `u` of `reminder_rule`. */
export const isWaitingRule = sql<boolean>`(u.kind = any(${[...waitingKinds]}))`;

const isHeldByLeader = sql`m.role = 'leader'`;
/** It was asked something: a body at work has its deadline. */
const isAsked = sql`(m.role = 'lead_body' and m.why = 'answers_question')`;
const waits = sql`(m.role <> 'lead_body' or ${isAsked})`;
const ruleKind = sql`case when ${isHeldByLeader} then 'leader_waits' when m.kind = 'report' then 'report_waits' else 'office_waits' end`;
const sector = sql`(select c.sector_id from commitment c where c.id = m.commitment_id)`;
const leaders = sql`array(select u.id from app_user u where ${isLeaderFor(sector, sql`m.party_id`)} order by u.id)`;

const officers = sql`array(select u.id from app_user u where u.active and u.body_id = m.body_id and ${isOfficer} order by u.id)`;

const columns = sql`m.commitment_id as "commitmentId", ag.id as "agreementId", m.party_id as "partyId", m.counted_from::text as since,
  ${ruleKind} as kind, case when ${isHeldByLeader} then ${leaders} when ${isAsked} then ${officers} end as people`;

/** The matters that have waited since one of some days for somebody other than a lead body at work. */
export async function readWaiting(
  db: Kysely<unknown>,
  today: Day,
  sinces: readonly Day[],
  agreementId: number | null = null,
): Promise<WaitingMatter[]> {
  const c = sql`(select c.id, c.due_on, c.status from unnest(ag.waiting) w (id) join commitment c on c.id = w.id) c`;
  const own = agreementId === null ? sql`true` : sql`c.agreement_id = ${agreementId}`;
  const { rows } = await sql<WaitingMatter>`
    select ${columns} from (
      select c.agreement_id as id, array_agg(c.id) as waiting from (${mayWait(today)}) w join commitment c on c.id = w.commitment_id
      where ${own} group by 1) ag cross join lateral (${mattersIn(today, c, 'every')}) m
    where ${waits} and m.counted_from = any(${[...sinces]}::date[])
    order by m.commitment_id, m.kind_rank, m.place`.execute(db);
  return rows;
}

/** A matter that waits, as it is judged before a mail about it goes out. */
export interface WaitingNow extends WaitingMatter {
  /** Working days that have ended in these hands. */
  held: number;
}

/** All that waits in some commitments for somebody other than a lead body at work. */
export async function readWaitingOf(
  db: Kysely<unknown>,
  today: Day,
  ids: readonly number[],
): Promise<WaitingNow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WaitingNow>`
    select ${columns}, working_days_between(m.counted_from - 1, ${today}::date - 1) as held
    from agreement ag cross join lateral (${mattersNow(today, sql`c.id = any(${[...ids]})`, 'every')}) m
    where ${waits} and ag.id in (select agreement_id from commitment where id = any(${[...ids]}))`.execute(
    db,
  );
  return rows;
}

/**
 * What waits in one commitment for somebody other than a lead body at work, as JSON, and who is told of it: `role` is null where nobody has an
 * account. By the rule of waits.ts.
 */
export function waitingOfThis(id: number, today: Day, ownReader: OwnReader): RawBuilder<unknown> {
  const told = sql`case when ${isHeldByLeader} and cardinality(${leaders}) > 0 then 'leader'
    when ${isAsked} and cardinality(${officers}) > 0 then 'lead_body'
    when exists (select 1 from app_user u where u.active and u.role = 'coordinator' and u.party_id = m.party_id) then 'coordinator' end`;
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('kind', ${ruleKind}, 'since', m.counted_from, 'party', hp.code, 'role', ${told}, ${officeNamesJson},
        'body', case when ${isAsked} then jsonb_build_object('code', hb.code, 'name', hb.name, 'short', hb.short) end)
      order by m.kind_rank, m.place), '[]')
    from agreement ag cross join lateral (${mattersNow(today, sql`c.id = ${id}`, ownReader)}) m
      join party hp on hp.id = m.party_id left join body ho on ho.id = hp.office_id left join body hb on hb.id = m.body_id
    where ag.id = (select agreement_id from commitment where id = ${id}) and ${waits}`;
}

/** The commitments of which anything may wait for somebody other than a lead body at work: of a million, a fraction. */
function mayWait(today: Day): RawBuilder<unknown> {
  return sql`
    select sd.commitment_id from turn_spell s join commitment_side sd on sd.id = s.side_id where upper_inf(s.validity) and s.role <> 'lead_body'
    union select sd.commitment_id from body b join turn_spell s on s.lead_body_id = b.id and upper_inf(s.validity) join commitment_side sd on sd.id = s.side_id
      where b.last_day < ${today}::date
    union select x.commitment_id from extension_request x where x.status = 'open'
    union select q.commitment_id from decision_matter q
    union select q.commitment_id from question q where ${isUnanswered()}
    union select c.id from commitment c where ${awaitsDate}
    union select sd.commitment_id from submitted_report s join commitment_side sd on sd.id = s.side_id where ${isWaitingBy()}`;
}

/** The first day since which something may be waiting, by the same sources: never later than any that turn.sql.ts counts from. */
export const earliestWait = sql`least(
  (select min(${dayOfInstant(sql`lower(s.validity)`)}) from turn_spell s where upper_inf(s.validity) and s.role <> 'lead_body'),
  (select min(b.last_day) + 1 from turn_spell s join body b on b.id = s.lead_body_id where upper_inf(s.validity)),
  (select min(${dayOfInstant(sql`x.requested_at`)}) from extension_request x where x.status = 'open'),
  (select min(${dayOfInstant(sql`q.opened_at`)}) from decision_matter q),
  (select min(q.day) from question q where ${isUnanswered()}),
  (select min(${reviewDay}) from commitment c where ${awaitsDate}),
  (select min(s.day) from submitted_report s where ${isWaitingBy()}))::text`;
