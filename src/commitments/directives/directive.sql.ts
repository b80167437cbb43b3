import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import { asHeld, byEndOf, isPast, sidesAt, type ReadAt } from '../read/read-source.js';
import { isReadBy, ownReader } from '../submitted/readers.js';
import type { Unanswered } from './directive.types.js';

/** Whether the directive `d` had been given by the end of a day, and nothing had become of it; today, where none is named. */
export function isUnanswered(day?: Day): RawBuilder<boolean> {
  const had = byEndOf(day);
  return sql<boolean>`(${had(sql`d.at`)}
    and not exists (select 1 from directive_outcome o where o.directive_id = d.id and ${had(sql`o.at`)}))`;
}

/** Whether the account that gave the directive `d` leads its side no more: then it is every leader's of that side. @param party the side's */
export const isOrphaned = (party: RawBuilder<unknown>) => sql<boolean>`not exists (
  select 1 from app_user du where du.id = d.user_id and du.active and du.role = 'leader' and du.party_id = ${party})`;

/** A leader's own, and those of leaders whose account has ended. Over `d` and its side `sd`. */
export function isLeadersDirective({ userId, party }: Pick<Viewer, 'userId' | 'party'>): RawBuilder<boolean> {
  return sql<boolean>`(sd.party_id = ${party?.id ?? null}::integer
    and (d.user_id = ${userId}::integer or ${isOrphaned(sql`sd.party_id`)}))`;
}

/** As JSON, how many the reader may know of are unanswered, and how many of those are past their day; of a leader, of his own. */
export function unansweredBy(viewer: Viewer, agreementId: number, today: Day): RawBuilder<Unanswered> {
  const isHis = viewer.role === 'leader' ? isLeadersDirective(viewer) : sql`true`;
  return sql<Unanswered>`
    select jsonb_build_object('open', count(*), 'late', count(*) filter (where d.answer_by < ${today}::date))
    from directive d join commitment_side sd on sd.id = d.side_id
    where d.agreement_id = ${agreementId}::integer and ${isUnanswered()} and ${isReadBy(ownReader(viewer), sql`sd.party_id`)} and ${isHis}`;
}

/** Whose hands it is in: where the lead body `b` has ended and nobody followed it, its office's. */
export const answers = (
  day: RawBuilder<unknown>,
) => sql`left join body b on b.id = sd.lead_body_id and d.addressee = 'lead_body'
  left join lateral (select * from handed_to(b.id, ${day}) where b.last_day < ${day} offset 0) h on true`;
export const answeringRole = sql<
  'lead_body' | 'coordinator'
>`case when d.addressee = 'lead_body' and not coalesce(h.is_gone, false)
  then 'lead_body' else 'coordinator' end`;
/** Null where the office answers. */
export const answeringBody = sql<
  number | null
>`case when not coalesce(h.is_gone, false) then coalesce(h.id, b.id) end`;

/** Whether the account `u` is to answer the directive `d` of the side `sd`, beside `answers`. */
export const isToAnswer = sql<boolean>`(u.active and u.party_id = sd.party_id and case ${answeringRole}
  when 'coordinator' then u.role = 'coordinator' else u.role in ('liaison', 'coordinator') and u.body_id = ${answeringBody} end)`;

/** Whether the account `u` is that of the leader who is to hear of it: who gave it; where that account has ended, every leader of the side. */
export const isToHear = sql<boolean>`(u.active and u.role = 'leader' and u.party_id = sd.party_id
  and (d.user_id = u.id or ${isOrphaned(sql`sd.party_id`)}))`;

/** To those who may read them, what leaders have directed and nobody has answered: matters, as turn.sql.ts has them. */
export function directivesHeld(at: ReadAt, c: RawBuilder<unknown>): RawBuilder<unknown> {
  const { ownReader: reader = null, withDirectives = false } = at;
  if (reader === null || !withDirectives) return sql``;
  return sql`
    union all select d.commitment_id, d.side_id, 'directive', sd.position, sd.party_id, ${answeringRole}, ${answeringBody}, null::jsonb,
      'answers_directive', d.day, false, d.answer_by
    from ${c} join directive d on d.commitment_id = c.id and ${isUnanswered(isPast(at) ? at.asOf : undefined)}
      join (${sidesAt(asHeld(at))}) sd on sd.id = d.side_id and ${isReadBy(reader, sql`sd.party_id`)}
      ${answers(sql`${at.asOf}::date`)}`;
}
