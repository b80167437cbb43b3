import { sql, type Kysely, type RawBuilder } from 'kysely';
import { answers, isToAnswer, isToHear } from '../../commitments/directives/directive.sql.js';
import { addDays, type Day } from '../../platform/clock.js';
import { isOfficer } from '../chases/officers.sql.js';
import type { NewNotice } from './notice.gather.js';

/**
 * Whether the account `u` is to be told, in a notice of the kind `kind`, of the directive `d` with its outcome `o`, beside `answers`: as
 * things stand now; asked when a notice is written, and again before it is sent.
 */
function isToBeTold(kind: RawBuilder<unknown>, today: Day): RawBuilder<boolean> {
  return sql<boolean>`(case ${kind}
    when 'directive_given' then o.directive_id is null and ${isToAnswer} and ${isOfficer}
    when 'directive_answered' then o.kind = 'answered' and ${isToHear}
    when 'directive_late' then o.directive_id is null and d.answer_by < ${today}::date and (${isToHear} or ${isToAnswer} and ${isOfficer}) end)`;
}

/** What was directed, answered, or left unanswered past its day, and nobody has looked at. @param newsDays what nobody was there to tell for so long is no news */
export async function directiveNews(db: Kysely<unknown>, today: Day, newsDays: number): Promise<NewNotice[]> {
  const since = sql`${addDays(today, -newsDays)}::date`;
  const { rows } = await sql<NewNotice>`
    with fresh as (
      insert into directive_told (directive_id, kind)
      select d.id, k.kind from directive d left join directive_outcome o on o.directive_id = d.id
        cross join lateral (values ('directive_given', o.directive_id is null and d.day > ${since}),
          ('directive_answered', o.kind = 'answered' and not o.illustrative and o.at > ${since}),
          ('directive_late', o.directive_id is null and d.answer_by < ${today}::date and d.answer_by > ${since})) as k (kind, holds)
      where k.holds and not d.illustrative and not exists (
        select 1 from directive_told t where t.directive_id = d.id and t.kind = k.kind)
      order by d.id, k.kind
      on conflict do nothing returning directive_id, kind
    )
    select d.id as "directiveId", d.commitment_id as "commitmentId", u.id as "recipientId", f.kind
    from fresh f join directive d on d.id = f.directive_id join commitment_side sd on sd.id = d.side_id
      left join directive_outcome o on o.directive_id = d.id ${answers(sql`${today}::date`)}
      join app_user u on u.party_id = sd.party_id and ${isToBeTold(sql`f.kind`, today)}
    order by d.at, d.id, u.id`.execute(db);
  return rows;
}

/** Whether the notice `n` about the directive `d` is still to be told to the account `u`. */
export const stillDirected = (today: Day) => sql<boolean>`exists (
  select 1 from commitment_side sd left join directive_outcome o on o.directive_id = d.id ${answers(sql`${today}::date`)}
  where sd.id = d.side_id and ${isToBeTold(sql`n.kind`, today)})`;

/** What was directed, and what was answered, as a mail tells it. Over `d`. */
export const toldDirective = sql`case when d.id is not null then (
  select jsonb_build_object('kind', d.kind, 'author', d.author, 'text', d.text, 'answerBy', d.answer_by,
    'about', case when d.about_side_id <> d.side_id then ap.name end,
    'answer', o.text, 'answeredBy', o.author)
  from commitment_side ab join party ap on ap.id = ab.party_id left join directive_outcome o on o.directive_id = d.id
  where ab.id = d.about_side_id) end`;
