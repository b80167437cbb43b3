import { sql, type RawBuilder } from 'kysely';
import { enteredDays, workingDaysBetween } from '../../calendar/working-days.sql.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { answersAt, counteredAt, requestsAt } from '../extensions/extension.sql.js';
import { amendmentsHeld } from '../amendments/amendment.sql.js';
import { directivesHeld } from '../directives/directive.sql.js';
import { questionsHeld } from '../questions/question.sql.js';
import { asHeld, endOf, isPast, sidesAt, type ReadAt } from '../read/read-source.js';
import { isReadBy } from '../submitted/readers.js';
import { isWaitingBy } from '../submitted/waiting-reports.sql.js';
import { isUpForReview, reviewDayIn } from '../undated/undated.sql.js';
import type { RawHolder } from './holder.js';
import { matterKinds, NOBODY } from './turn.types.js';

/** A suspended part comes back to its coordinator so many days after it was last said to be suspended. */
export const REVIEW_AFTER_DAYS = 30;

/**
 * The matters that wait, as they stood at the end of a day: by the rule of turn.ts, against which a test holds them. A row each:
 * `commitment_id, side_id` (whose matter it is), `kind, kind_rank, place, party_id` (the holder's), `role, body_id, outside, why, since,
 * held` (working days that have ended in its hands), `counted_from` (since when its holder is to be reminded) and `past` (working days past its deadline or limit, null within it).
 * @param c a source of commitments with `id, due_on, status`
 */
export function mattersOf(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const day = sql`${at.asOf}::date`;
  const held = workingDaysBetween(sql`(m.since - 1)`, sql`(${day} - 1)`);
  const waitingLimit = sql`(select a.waiting_limit_days from agreement a where a.id = ${at.agreementId})`;
  return sql`
    select m.commitment_id, m.side_id, m.kind, array_position(${[...matterKinds]}::text[], m.kind) as kind_rank, m.place, m.party_id, m.role,
      m.body_id, m.outside, m.why, m.since, ${held} as held,
      case m.why when 'suspended' then greatest(m.since, m.until_day) else m.since end as counted_from,
      case when not m.is_waiting then case when m.until_day < ${day} then ${workingDaysBetween(sql`m.until_day`, day)} end
        else nullif(greatest(${held} - ${waitingLimit}, 0), 0) end as past
    from (${partsAndPlans(at, c)} union all ${extensions(at, c)} union all ${difficulties(at, c)} union all ${questionsHeld(at, c)}
      union all ${amendmentsHeld(at, c)}
      union all ${reviews(at, c)}${reports(at, c)}${directivesHeld(at, c)}) m
      cross join ${enteredDays}`;
}

/** The order of turn.ts. */
export const inOrderOfTurn = sql`m.kind = 'directive', m.past is not null desc, m.past desc, m.kind_rank, m.place`;

function partsAndPlans(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const isHeld = isPast(at) ? sql`s.validity @> ${endOf(at.asOf)}` : sql`upper_inf(s.validity)`;
  return sql`
    select sd.commitment_id, sd.id as side_id, s.kind, sd.position as place, sd.party_id,
      case when h.is_gone then 'coordinator' else s.role end as role,
      case when not coalesce(h.is_gone, false) then coalesce(h.id, s.lead_body_id) end as body_id, null::jsonb as outside,
      case when s.role = 'leader' then 'signs' when s.kind = 'plan' then 'confirms_plan' when s.role = 'coordinator' then 'suspended'
        when h.is_gone then 'lead_body_gone' when sd.returned_at is not null then 'returned' else 'works' end as why,
      greatest(${dayOfInstant(sql`lower(s.validity)`)}, h.since) as since,
      s.role = 'leader' or s.kind = 'plan' as is_waiting,
      case s.role when 'lead_body' then c.due_on when 'coordinator' then ${dayOfInstant(sql`sd.updated_at`)} + ${REVIEW_AFTER_DAYS}::integer end
        as until_day
    from ${c} join (${sidesAt(asHeld(at))}) sd on sd.commitment_id = c.id join turn_spell s on s.side_id = sd.id and ${isHeld} and ${isNotUnderReview(at)}
      left join body b on b.id = s.lead_body_id
      left join lateral (select * from handed_to(b.id, ${at.asOf}::date) where b.last_day < ${at.asOf}::date offset 0) h on true`;
}

/** One at most a commitment. First the leader of the side that asks, then the others who have not answered, in their order; of another day, once more. */
function extensions(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const until = (instant: RawBuilder<unknown>) =>
    isPast(at) ? sql`${instant} <= ${endOf(at.asOf)}` : sql`true`;
  const isOpen = isPast(at)
    ? sql`x.requested_at <= ${endOf(at.asOf)} and (x.status = 'open' or x.fallen is not null or greatest(x.decided_at,
        (select max(g.at) from ${answersAt(at)} g)) > ${endOf(at.asOf)})`
    : sql`x.status = 'open'`;
  return sql`
    select x.commitment_id, s.id, 'extension', s.position, coalesce(n.party_id, x.party_id),
      case when n.party_id is null then 'leader' else 'other_coordinator' end, null::integer, null::jsonb,
      case when n.party_id is null then 'decides_extension' else 'agrees_to_extension' end,
      ${dayOfInstant(sql`coalesce(n.since, ${counteredAt(at)}, x.requested_at)`)}, true, null::date
    from ${c} join ${requestsAt(at)} x on x.commitment_id = c.id and ${isOpen} and c.status not in ('completed', 'withdrawn')
      join commitment_side s on s.commitment_id = x.commitment_id and s.party_id = x.party_id
      left join lateral (
        select o.party_id, greatest(x.decided_at, (select max(g.at) from commitment_side e join ${answersAt(at)} g
          on g.party_id = e.party_id and ${until(sql`g.at`)}
          where e.commitment_id = x.commitment_id and e.position < o.position)) as since
        from commitment_side o where o.commitment_id = x.commitment_id and o.party_id <> x.party_id
          and x.decided_at is not null and ${until(sql`x.decided_at`)}
          and not exists (select 1 from ${answersAt(at)} g where g.party_id = o.party_id and ${until(sql`g.at`)})
        order by o.position limit 1) n on true`;
}

/** What another level must decide: with whoever the last step gave it to. It waits since it came there; named again, since it was first named. */
function difficulties(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const then = isPast(at) ? sql`t.at <= ${endOf(at.asOf)}` : sql`true`;
  return sql`
    select q.commitment_id, q.side_id, 'question', s.position, d.holder_party_id, d.role, null::integer,
      case when d.outside is not null then jsonb_build_object('vi', d.outside, 'en', d.outside) end, 'decides_' || q.level,
      ${dayOfInstant(sql`case d.kind when 'named' then q.opened_at else d.at end`)}, true, null::date
    from ${c} join decision_matter q on q.commitment_id = c.id join commitment_side s on s.id = q.side_id
      join lateral (select t.* from decision_step t where t.matter_id = q.id and ${then} order by t.id desc limit 1) d on d.role is not null`;
}

/** A deadline still to be set, once its review day has come: a matter of each side, until the day is moved or a date agreed. */
function reviews(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const held = isPast(at)
    ? sql`select h.due_precision, coalesce(h.undated, u.undated) as undated from commitment u
        join commitment_state h on h.commitment_id = u.id and h.validity @> ${endOf(at.asOf)} where u.id = c.id`
    : sql`select u.due_precision, u.undated from commitment u where u.id = c.id`;
  return sql`
    select c.id, s.id, 'review', s.position, s.party_id, 'coordinator', null::integer, null::jsonb, 'reviews_deadline',
      ${reviewDayIn('u')}, true, null::date
    from ${c} cross join lateral (${held}) u join commitment_side s on s.commitment_id = c.id
    where ${isUpForReview(at.asOf, 'u')}`;
}

/**
 * To those who may read them, reports that wait for their side's coordinator: a matter of the side, since the first of them was sent. Its part
 * is in nobody else's hands meanwhile.
 */
function reports(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const { ownReader = null } = at;
  if (ownReader === null) return sql``;
  return sql`
    union all select sd.commitment_id, sd.id, 'report', sd.position, sd.party_id, 'coordinator', null::integer, null::jsonb, 'reviews_report',
      w.since, true, null::date
    from ${c} join commitment_side sd on sd.commitment_id = c.id and ${isReadBy(ownReader, sql`sd.party_id`)}
      join lateral (select min(s.day) as since from submitted_report s where s.side_id = sd.id and ${waited(at)}) w on w.since is not null`;
}

function isNotUnderReview(at: ReadAt): RawBuilder<unknown> {
  const { ownReader = null } = at;
  if (ownReader === null) return sql`true`;
  return sql`not (s.kind = 'part' and s.role = 'lead_body' and ${isReadBy(ownReader, sql`sd.party_id`)}
    and exists (select 1 from submitted_report s where s.side_id = sd.id and ${waited(at)}))`;
}

const waited = (at: ReadAt) => isWaitingBy(isPast(at) ? at.asOf : undefined);

/** Of one commitment, the row `c` of the query around it. */
export const ofThis = sql`(select c.id, c.due_on, c.status) c`;

/** The matter that holds the row `c` back most, as JSON; null where nothing waits. A directive holds nothing back. */
export function holderOf(at: ReadAt): RawBuilder<unknown> {
  return sql`(select ${holderJson} from (${mattersOf({ ...at, withDirectives: false }, ofThis)}) m ${named} order by ${inOrderOfTurn} limit 1)`;
}

/** All matters of the row `c`, in order. */
export function holdersOf(at: ReadAt): RawBuilder<unknown> {
  return asHolders(sql`(${mattersOf(at, ofThis)})`);
}

/** All matters of some commitments, in one go: rows of `id` and `holders`, in order; none where nothing waits. @param c as for `mattersOf` */
export function holdersIn(
  at: ReadAt,
  c: RawBuilder<unknown>,
): RawBuilder<{ id: number; holders: RawHolder[] }> {
  return sql<{ id: number; holders: RawHolder[] }>`
    select m.commitment_id as id, jsonb_agg(${holderJson} order by ${inOrderOfTurn}) as holders
    from (${mattersOf(at, c)}) m ${named} group by m.commitment_id`;
}

/** Matters, rows of mattersOf, as JSON, in order. */
export function asHolders(matters: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(${holderJson} order by ${inOrderOfTurn}), '[]') from ${matters} m ${named})`;
}

/** Through whose hands the parts of the row `c` have gone, as JSON, oldest first. */
export function turnsOf(at: ReadAt): RawBuilder<unknown> {
  const { asOf } = at;
  const end = dayOfInstant(sql`upper(s.validity)`);
  const until = isPast(at) ? sql`case when upper(s.validity) <= ${endOf(asOf)} then ${end} end` : end;
  const began = isPast(at) ? sql`lower(s.validity) <= ${endOf(asOf)}` : sql`true`;
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('party', hp.code, 'role', s.role, 'outside', null, ${namesJson},
        'from', d.from_day, 'until', d.until_day, 'workingDays', working_days_between(d.from_day - 1, coalesce(d.until_day, ${asOf}::date) - 1))
      order by m.position, lower(s.validity)), '[]')
    from commitment_side m join turn_spell s on s.side_id = m.id and s.kind = 'part' and ${began} join party hp on hp.id = m.party_id
      left join body ho on ho.id = hp.office_id left join body hb on hb.id = s.lead_body_id
      cross join lateral (select ${dayOfInstant(sql`lower(s.validity)`)} as from_day, ${until} as until_day) d
    where m.commitment_id = c.id)`;
}

const named = sql`join party hp on hp.id = m.party_id left join body ho on ho.id = hp.office_id left join body hb on hb.id = m.body_id`;

/** What names a leader or an office of a party `hp` whose office is `ho`. */
export const officeNamesJson = sql`'committee', hp.committee,
  'office', case when ho.id is not null then jsonb_build_object('name', ho.name, 'short', ho.short) end`;

/** What names a holder, beside `outside`: of its party `hp`, that party's office `ho` and its lead body `hb`. */
const namesJson = sql`${officeNamesJson},
  'body', case when hb.id is not null then jsonb_build_object('code', hb.code, 'name', hb.name, 'short', hb.short) end`;

const holderJson = sql`jsonb_build_object('kind', m.kind, 'party', hp.code, 'marker', hp.marker, 'role', m.role,
  'outside', m.outside, ${namesJson},
  'since', m.since, 'workingDays', m.held, 'pastDays', m.past, 'why', m.why)`;

/** Who holds the matter that holds each of the rows of `c` back most, in one go: `commitment_id, party_id, role, held_by` (`hanoi.leader`), `held, past`. */
export function holdersByCommitment(at: ReadAt): RawBuilder<unknown> {
  return sql`
    select distinct on (m.commitment_id) m.commitment_id, m.party_id, r.role, p.code || '.' || r.role as held_by, m.held, m.past
    from (${mattersOf(at, sql`c`)}) m join party p on p.id = m.party_id
      cross join lateral (select case m.role when 'other_coordinator' then 'coordinator' else m.role end as role) r
    order by m.commitment_id, ${inOrderOfTurn}`;
}

/** Whether the matter that holds the row `c` back most is with that office, or that body. */
export function isHeldBy(
  at: ReadAt,
  { holder, holderBody: body }: { holder?: string; holderBody?: string },
): RawBuilder<boolean> {
  if (holder === NOBODY) return sql<boolean>`not exists (select 1 from (${mattersOf(at, ofThis)}) m)`;
  const isBody = body === undefined ? sql`true` : sql`m.body_id = (select id from body where code = ${body})`;
  return sql<boolean>`coalesce((select ${isWith(holder)} and ${isBody} from (${mattersOf(at, ofThis)}) m
    order by ${inOrderOfTurn} limit 1), false)`;
}

/** Whether something of a kind waits for a post, whatever holds the row `c` back most. @param asked `hanoi.coordinator.plan` */
export function waitsFor(at: ReadAt, asked: string): RawBuilder<boolean> {
  const end = asked.lastIndexOf('.');
  return sql<boolean>`exists (select 1 from (${mattersOf(at, ofThis)}) m
    where ${isWith(asked.slice(0, end))} and m.kind = ${asked.slice(end + 1)})`;
}

/** Whether the matter `m` is with a post. @param holder `hanoi.leader` */
function isWith(holder: string | undefined): RawBuilder<unknown> {
  const [party, role] = holder?.split('.') ?? [];
  const roles = role === 'coordinator' ? ['coordinator', 'other_coordinator'] : [role];
  return party === undefined
    ? sql`true`
    : sql`(m.role = any(${roles}::text[]) and m.party_id = (select id from party where code = ${party}))`;
}
