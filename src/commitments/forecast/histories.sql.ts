import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { endOf } from '../read/read-source.js';

/** How many agreements beside its own a forecast learns from at most: the latest to end. */
const MOST_OTHERS = 20;

/**
 * From which agreements a forecast in one of them may learn: from that one, and from those that each of its parties is party to as well. Whoever
 * reads the forecast may read all of them, so it tells nobody of anything that is not theirs to know.
 */
export function learntFrom(agreementId: number): RawBuilder<unknown> {
  return sql`
    select ${agreementId}::integer union all (
      select b.id from agreement b where b.id <> ${agreementId} and not exists (
        select 1 from agreement_party ap where ap.agreement_id = ${agreementId} and not exists (
          select 1 from agreement_party bp where bp.agreement_id = b.id and bp.party_id = ap.party_id))
      order by b.period_to desc, b.id desc limit ${MOST_OTHERS})`;
}

/** That have a last day and are neither completed nor stopped in the evening of a day, over `c`. */
export function isOpenAndDated(day: Day): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from commitment_state o where o.commitment_id = c.id and o.validity @> ${endOf(day)}
    and o.status in ('not_started', 'in_progress') and o.due_on is not null)`;
}

/**
 * Histories (see history.ts) as JSON, by what had been entered by the end of a day: one value, however many there are.
 * @param which a condition over `c`
 */
export function historiesAsJson(which: RawBuilder<unknown>, upTo: Day): RawBuilder<string> {
  return sql<string>`(
    with chosen as materialized (select c.id, c.agreement_id, c.sector_id, c.created_at from commitment c where ${which}),
    first as materialized (
      select x.agreement_id, (select min(m.created_at) from commitment m where m.agreement_id = x.agreement_id) as at
      from (select distinct agreement_id from chosen) x),
    states as (
      select h.commitment_id, json_agg(json_build_array(${number(dayIn('lower(h.validity)'))}, h.status, h.percent, ${number(sql`h.due_on`)},
        h.extensions, ${number(doneOn)}) order by h.validity) as items
      from chosen x join commitment_state h on h.commitment_id = x.id where lower(h.validity) <= ${endOf(upTo)} group by 1),
    parts as (
      select s.commitment_id, s.id, s.position, p.code, json_agg(json_build_array(${number(dayIn('lower(t.validity)'))}, t.status, t.percent,
        t.lead_body_id, ${number(dayIn('t.updated_at'))}) order by t.validity) as items
      from chosen x join commitment_side s on s.commitment_id = x.id join party p on p.id = s.party_id
        join side_state t on t.side_id = s.id where lower(t.validity) <= ${endOf(upTo)} group by s.id, p.code),
    sides as (
      select commitment_id, json_agg(json_build_object('party', code, 'states', items) order by position) as items from parts group by 1)
    select coalesce(json_agg(json_build_object('id', x.id, 'agreementId', x.agreement_id, 'sectorId', x.sector_id,
      'startsOn', ${number(sql`a.period_from`)}, 'trackedOn', ${number(dayIn('x.created_at'))},
      'isOriginal', x.created_at = first.at,
      'states', states.items, 'sides', sides.items) order by x.id), '[]')::text
    from chosen x join agreement a on a.id = x.agreement_id join first on first.agreement_id = a.id join states on states.commitment_id = x.id join sides on sides.commitment_id = x.id)`;
}

/** Rows kept before a commitment had a day of its own do not have it: there it is the latest of its sides' as they stood. */
const doneOn = sql`case when h.status = 'completed' then coalesce(h.done_on, (
  select max(t.completed_on) from commitment_side s join side_state t on t.side_id = s.id and t.validity @> lower(h.validity)
  where s.commitment_id = h.commitment_id)) end`;

const dayIn = (instant: string) => dayOfInstant(sql.raw(instant));
/** Days since 1/1/1970. */
const number = (day: RawBuilder<unknown>) => sql`(${day} - date '1970-01-01')`;
