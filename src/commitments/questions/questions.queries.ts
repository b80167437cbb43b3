import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { Reading } from '../read/days.js';
import { isOfOwnHand } from '../read/own-hand.sql.js';
import { byEndOf, endOf } from '../read/read-source.js';
import { answeringBody } from './question.sql.js';
import type { QuestionItem } from './question.types.js';

/** What was asked about commitments and answered: whoever may know of the commitment reads it. */
@Injectable()
export class QuestionsQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest first, as it stood at the end of a day where one is named. @param before an id, to page on
   * @throws NotFound where the commitment does not exist, or the viewer may not know of it
   */
  async of(
    viewer: Viewer,
    commitmentId: number,
    { limit = 50, before, day }: Reading = {},
  ): Promise<QuestionItem[]> {
    const older =
      before === undefined
        ? sql`true`
        : sql`(q.at, q.id) < (select n.at, n.id from question n where n.id = ${before})`;
    const { rows } = await sql<{ items: QuestionItem[] }>`
      select (select coalesce(jsonb_agg(i.item order by i.at desc, i.id desc), '[]') from (
        select q.id, q.at, ${this.itemJson(viewer, day)} as item ${questions(day)}
        where q.commitment_id = c.id and ${byEndOf(day)(sql`q.at`)} and ${older} order by q.at desc, q.id desc limit ${limit}) i) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].items;
  }

  /** One, after it was asked or answered. @throws NotFound where the viewer may not know of it */
  async one(viewer: Viewer, id: number): Promise<QuestionItem> {
    const { rows } = await sql<{ item: QuestionItem }>`
      select ${this.itemJson(viewer)} as item ${questions()} join commitment c on c.id = q.commitment_id
      where q.id = ${id} and ${visibleTo(viewer, sql`q.agreement_id`)}`.execute(this.em.getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0].item;
  }

  private itemJson(viewer: Viewer, day?: Day): RawBuilder<unknown> {
    const on = sql`${day ?? this.clock.today()}::date`;
    const status = day === undefined ? sql`c.status` : statusOn(day);
    const isClosed = sql`(${status} in ('completed', 'withdrawn'))`;
    const isNow = sql`${day === undefined}::boolean and o.question_id is null and not ${isClosed}`;
    return sql`jsonb_build_object('id', q.id, 'party', p.code, 'by', q.author, 'at', iso(q.at), 'text', q.text, 'answerBy', q.answer_by,
      'to', jsonb_build_object('party', tp.code,
        'body', case when qb.id is not null then jsonb_build_object('code', qb.code, 'name', qb.name, 'short', qb.short) end),
      'state', coalesce(o.kind, case when ${isClosed} then 'closed' else 'open' end),
      'daysLate', case when o.question_id is null and not ${isClosed} then working_days_between(q.answer_by, ${on}) else 0 end,
      'outcome', case when o.question_id is not null then jsonb_build_object('at', iso(o.at), 'by', o.author, 'text', o.text) end,
      'mayAnswer', ${isNow} and ${isAnswerer(viewer, on)} and not ${isOfOwnHand(viewer, 'q')}, 'mayWithdraw', ${isNow} and ${isWithdrawer(viewer)}, 'illustrative', q.illustrative)`;
  }
}

const questions = (day?: Day) => sql`
  from question q join commitment_side s on s.id = q.side_id join party p on p.id = s.party_id
    join commitment_side ts on ts.id = q.to_side_id join party tp on tp.id = ts.party_id left join body qb on qb.id = q.body_id
    left join question_outcome o on o.question_id = q.id and ${byEndOf(day)(sql`o.at`)}`;

const statusOn = (day: Day) =>
  sql`(select h.status from commitment_state h where h.commitment_id = c.id and h.validity @> ${endOf(day)})`;

/** As `answerersOfQuestion` of permissions.ts. */
function isAnswerer({ role, party, body }: Viewer, day: RawBuilder<unknown>): RawBuilder<boolean> {
  if (!party || (role !== 'liaison' && role !== 'coordinator')) return sql<boolean>`false`;
  const isAsked = sql`coalesce(${answeringBody(day)} = ${body?.id ?? null}::integer, false)`;
  return sql<boolean>`(ts.party_id = ${party.id} and (${role === 'coordinator'}::boolean or ${isAsked}))`;
}

/** As `withdrawersOfQuestion` of permissions.ts. */
function isWithdrawer({ role, party, userId }: Viewer): RawBuilder<boolean> {
  if (!party || (role !== 'liaison' && role !== 'coordinator')) return sql<boolean>`false`;
  return sql<boolean>`(s.party_id = ${party.id} and (${role === 'coordinator'}::boolean or coalesce(q.user_id = ${userId}::integer, false)))`;
}
