import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isAway, isPausing, isStanding, mayStandIn } from '../../accounts/notifications/stand-in.sql.js';
import { inChargeOf } from '../../agreements/in-charge.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';
import { hasWaiting } from '../../commitments/submitted/waiting-reports.sql.js';
import type { Actor } from '../../identity/actor.js';
import type { Day } from '../../platform/clock.js';
import { timesChased } from '../../ledger/chases.sql.js';
import { isOfficer } from './officers.sql.js';
import type { ChaseGroup, ChaseTarget } from './chase.types.js';

export interface TargetsAsked {
  agreementId: number;
  /** Who asks; it speaks for a side of the agreement. */
  actor: Pick<Actor, 'userId' | 'partyId' | 'role'>;
  today: Day;
  /** The working day for which it is asked who was chased already. */
  day: Day;
  /** Of which commitments; by id or by code. */
  of: { ids: readonly number[] } | { codes: readonly string[] };
}

/**
 * The parts of commitments of which somebody may be chased now: at work, and of the own side none that its coordinator has in hand (§7e). Of
 * other sides nothing is asked that only they know.
 */
export async function chaseTargets(db: Kysely<unknown>, asked: TargetsAsked): Promise<ChaseTarget[]> {
  const { agreementId, actor, today, day, of } = asked;
  const named =
    'ids' in of ? sql`c.id = any(${[...of.ids]}::integer[])` : sql`c.code = any(${[...of.codes]}::text[])`;
  const own = sql`sd.party_id = ${actor.partyId}::integer`;
  const { rows } = await sql<ChaseTarget>`
    select c.id as commitment, c.code, c.title, c.due_on::text as "dueOn", coalesce(c.due_on < ${today}::date, false) as "isOverdue",
      p.code as party, ${own} as "isOwn", jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) as body,
      (select coalesce(jsonb_agg(${recipientOf(today)} order by u.email), '[]') from app_user u
        where u.active and u.id <> ${actor.userId}::integer and ${isRecipient(actor, own)}) as recipients,
      ${timesChased(sql`c.id`, today)} as times,
      (select max(r.day)::text from progress_update r where r.side_id = sd.id) as "reportedOn",
      exists (select 1 from chase_item i where i.commitment_id = c.id and i.body_id = b.id and i.day = ${day}::date
        and ${isSameWay(actor)}) as "isChased"
    from commitment c join commitment_side sd on sd.commitment_id = c.id join party p on p.id = sd.party_id
    join body l on l.id = sd.lead_body_id
    join body b on b.id = case when ${own} then ${inChargeOf(sql`l`, today)} else p.office_id end
    where c.agreement_id = ${agreementId} and ${named} and c.status in ('not_started', 'in_progress')
      and sd.status in ('not_started', 'in_progress') and not (${own} and ${hasWaiting})
    order by sd.position, ${inProtocolOrder}, c.position`.execute(db);
  return rows;
}

/** The account `u`, and whether it reads emails now. */
const recipientOf = (
  today: Day,
) => sql`jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'isOffice', u.role = 'coordinator',
  'pausedUntil', (select w.paused_until from notification_setting w where w.user_id = u.id and ${isPausing(today)}),
  'standIn', (select s.name from notification_setting n join app_user s on s.id = n.stand_in_id
    where n.user_id = u.id and ${isStanding(today)} and ${mayStandIn} and not ${isAway(today)}
      and not exists (select 1 from notification_setting w where w.user_id = s.id and ${isPausing(today)})))`;

/** Whether the item `i` was asked for as this one would be: by a leader of the side, or by an office. */
const isSameWay = ({ role, partyId }: TargetsAsked['actor']) =>
  role === 'leader'
    ? sql`i.asked and exists (select 1 from chase h where h.id = i.chase_id and h.party_id = ${partyId}::integer)`
    : sql`not i.asked`;

/** A leader asks his office; an office tells the body in charge, or the office of the other side. */
function isRecipient(
  { role, partyId }: TargetsAsked['actor'],
  own: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (role === 'leader') return sql`u.role = 'coordinator' and u.party_id = ${partyId}::integer`;
  return sql`u.party_id = sd.party_id and case when ${own} then u.body_id = b.id and ${isOfficer}
    else u.role = 'coordinator' end`;
}

/** By body, in the order of the targets. */
export function groupsOf(targets: readonly ChaseTarget[]): ChaseGroup[] {
  const groups = new Map<string, ChaseGroup>();
  for (const target of targets) {
    const { party, isOwn, body, recipients } = target;
    const key = `${party} ${body.id}`;
    const group = groups.get(key) ?? { party, isOwn, body, recipients, targets: [] };
    group.targets.push(target);
    groups.set(key, group);
  }
  return [...groups.values()];
}
