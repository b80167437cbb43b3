import { sql, type RawBuilder } from 'kysely';
import { cooperatingIn } from './cooperating.sql.js';
import { holdersByCommitment } from '../turn/turn.sql.js';
import { deadlineKind } from '../undated/undated.sql.js';
import { activeOf, every, type Conditions, type FilterKey } from './filter.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';

/**
 * How many commitments each choice of each filter would leave, given the others. Every commitment is looked at once:
 * whether it passes each filter stands beside it as a flag, and the choices are counted from those.
 */
export function facetsOf(at: ReadAt, conditions: Conditions): RawBuilder<unknown> {
  const active = activeOf(conditions);
  const flags = active.map((key) => sql`, coalesce(${conditions[key]}, false) as ${flag(key)}`);
  const others = (key: FilterKey) =>
    every(active.filter((one) => one !== key).map((one) => sql<boolean>`m.${flag(one)}`));
  const grouped = (value: RawBuilder<unknown>, key: FilterKey, joins = sql``) => sql`
    (select coalesce(jsonb_object_agg(k, n), '{}') from (select ${value} as k, count(*)::integer as n
      from m ${joins} where ${others(key)} group by 1) t where k is not null)`;
  const counted = (condition: RawBuilder<unknown>, key: FilterKey) => sql`
    (select count(*)::integer from m where ${condition} and ${others(key)})`;
  return sql`
    with handed as materialized (${handedOver(at)}), c as materialized (${commitmentsAt(at, 'in one go')}), sides as not materialized (${sidesAt(at)}),
    takes_part as (${cooperatingIn('sides')} union select commitment_id, lead_body_id from sides),
    answering as (select * from takes_part union select t.commitment_id, h.to_id from takes_part t join handed h on h.id = t.body_id),
    standing as (
      select commitment_id, bool_or(plan_confirmed_at is null) as plan_pending, bool_and(completion_confirmed_at is not null) as confirmed,
        bool_or(status = 'completed' and completion_confirmed_at is null) as completion_pending from sides group by 1),
    turn as materialized (${holdersByCommitment(at)}),
    m as materialized (
      select c.id, c.timeliness, c.count_group, c.status, se.code as sector, c.differs, c.extensions, c.reminders, turn.held_by, ${deadlineKind} as deadline,
        standing.plan_pending, standing.completion_pending, standing.confirmed ${sql.join(flags, sql``)}
      from c join sector se on se.id = c.sector_id join standing on standing.commitment_id = c.id left join turn on turn.commitment_id = c.id)
    select jsonb_build_object('timeliness', ${grouped(sql`m.timeliness`, 'timeliness')}, 'group', ${grouped(sql`m.count_group`, 'group')},
      'status', ${grouped(sql`m.status`, 'status')}, 'sector', ${grouped(sql`m.sector`, 'sector')},
      'party', ${grouped(sql`p.code`, 'party', sql`join sides x on x.commitment_id = m.id join party p on p.id = x.party_id`)},
      'body', ${grouped(sql`b.code`, 'body', bodies)},
      'confirmation', jsonb_build_object('plan_pending', ${counted(sql`m.plan_pending`, 'confirmation')},
        'completion_pending', ${counted(sql`m.completion_pending`, 'confirmation')},
        'confirmed', ${counted(sql`m.confirmed`, 'confirmation')}),
      'holder', ${grouped(sql`m.held_by`, 'holder')}, 'differs', ${counted(sql`m.differs`, 'differs')}, 'undated', ${counted(sql`m.count_group = 'continuing' and m.deadline = 'undated'`, 'group')},
      'extended', ${counted(sql`m.extensions > 0`, 'extended')},
      'reminded', ${counted(sql`m.reminders > 0`, 'reminded')}) as facets, ${choices(at)}`;
}

const flag = (key: FilterKey) => sql.ref(`passes_${key}`);

/** Lead and cooperating bodies alike, and those that answer for them by now, as the filter has it: each once a commitment. */
const bodies = sql`join answering own on own.commitment_id = m.id join body b on b.id = own.body_id`;

/** Bodies that have ended, with the one that answers for them: few, and asked for once. */
const handedOver = ({ asOf }: ReadAt) => sql`
  select b.id, body_in_charge(b.id, ${asOf}::date) as to_id from body b
  where b.last_day < ${asOf}::date and b.successor_id is not null`;

/** What can be chosen: the sectors, and the bodies that lead something. */
const choices = ({ agreementId }: ReadAt) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) order by s.position), '[]')
    from sector s where s.agreement_id = ${agreementId}) as sectors,
  (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'party', p.code, 'name', b.name, 'short', b.short) order by ${inProtocolOrder}), '[]')
    from agreement_party ap join party p on p.id = ap.party_id join body b on b.party_id = p.id where ap.agreement_id = ${agreementId}
      and exists (select 1 from commitment_side cs where cs.agreement_id = ${agreementId} and cs.lead_body_id = b.id)) as bodies`;
