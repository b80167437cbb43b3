import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../../agreements/in-charge.js';
import { dayOfInstant } from '../../platform/day.sql.js';

/** Over `sd`, a row of sidesAt: what became of a completion that its side has stated. Null or false of any other. */

export const isStated = sql<boolean>`(sd.status = 'completed' and sd.completed_on is not null and sd.completion_declared_at is not null)`;
export const isConfirmed = sql<boolean>`(${isStated} and sd.completion_confirmed_at is not null)`;

export const statedOn = dayOfInstant(sql`sd.completion_declared_at`);
export const confirmedOn = dayOfInstant(sql`sd.completion_confirmed_at`);

/** The body that held the part when that was stated: its lead body, or the one that had followed it by then. */
export const statedBy = sql<number>`(select ${inChargeOf(sql`b`, statedOn)} from body b where b.id = sd.lead_body_id)`;

/** Who confirms a side's completion: its leader, or its coordinator on the leader's behalf. */
export const confirmers = ['leader', 'coordinator'] as const;
export type Confirmer = (typeof confirmers)[number];

/** Which of them did so. */
export const confirmedBy: RawBuilder<Confirmer> = sql<Confirmer>`coalesce((
  select case e.data ->> 'onBehalf' when 'true' then 'coordinator' else 'leader' end from commitment_event e
  where e.commitment_id = sd.commitment_id and e.party_id = sd.party_id and e.kind = 'completion_confirmed'
    and e.at = sd.completion_confirmed_at order by e.id desc limit 1), 'leader')`;
