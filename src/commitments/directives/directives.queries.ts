import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import { labelOf, type Precision } from '../../calendar/deadline.js';
import { periodName } from '../../calendar/reporting-period.js';
import type { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Reading } from '../read/days.js';
import { isOfOwnHand } from '../read/own-hand.sql.js';
import { byEndOf } from '../read/read-source.js';
import { isReadBy, ownReader } from '../submitted/readers.js';
import type { DirectivesDto } from './directive.dto.js';
import { answeringBody, answeringRole, answers, isLeadersDirective, unansweredBy } from './directive.sql.js';
import type {
  DirectiveItem,
  DirectiveListPage,
  DirectiveOutcomeItem,
  Fulfilment,
  FulfilmentKind,
  ListedDirective,
  Unanswered,
} from './directive.types.js';

/** Of what was made since a directive: a period, a name or number, a deadline. */
interface RawFulfilment {
  kind: FulfilmentKind;
  id: number;
  period: string | null;
  name: string | null;
  precision: Precision | null;
  value: string | null;
}
type RawItem<Item extends DirectiveItem> = Omit<Item, 'outcome'> & {
  outcome: (Omit<DirectiveOutcomeItem, 'fulfilment'> & { fulfilment: RawFulfilment | null }) | null;
};

/** What leaders direct, to those who may read it: their own side, and auditors. The condition is in each query. */
@Injectable()
export class DirectivesQueries {
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
  ): Promise<DirectiveItem[]> {
    const { rows } = await sql<{ items: RawItem<DirectiveItem>[] }>`
      select (select coalesce(jsonb_agg(i.item order by i.at desc, i.id desc), '[]') from (
        select d.id, d.at, ${this.itemJson(viewer, day)} as item ${this.readable(viewer, day)}
          and d.commitment_id = c.id and ${isOlder(before)} order by d.at desc, d.id desc limit ${limit}) i) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].items.map(itemOf);
  }

  /** One, after it was changed. @throws NotFound where the viewer may not read it */
  async one(viewer: Viewer, id: number): Promise<DirectiveItem> {
    const { rows } = await sql<{ item: RawItem<DirectiveItem> }>`
      select ${this.itemJson(viewer)} as item ${this.readable(viewer)} and d.id = ${id} and ${visibleTo(viewer, sql`d.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return itemOf(rows[0].item);
  }

  /** Of all commitments of an agreement, newest first. */
  async in(
    { agreement, viewer }: Pick<RequestScope, 'agreement' | 'viewer'>,
    { state, by, limit, cursor }: DirectivesDto,
  ): Promise<DirectiveListPage> {
    const isAsked = sql`(${state ?? null}::text is null or coalesce(o.kind, 'open') = ${state ?? null}::text)`;
    const isHis = by === 'me' ? isLeadersDirective(viewer) : sql`true`;
    const { rows } = await sql<{ item: RawItem<ListedDirective> }>`
      select ${this.itemJson(viewer)} || jsonb_build_object('commitment', jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title)) as item
      ${this.readable(viewer, undefined, sql`join commitment c on c.id = d.commitment_id`)}
        and d.agreement_id = ${agreement.id} and ${isAsked} and ${isHis} and ${isOlder(cursor === undefined ? undefined : Number(cursor))}
      order by d.at desc, d.id desc limit ${limit + 1}`.execute(this.em.getKysely());
    const items = rows.slice(0, limit).map(({ item }) => itemOf(item));
    return {
      items,
      unanswered: await this.unanswered(agreement.id, viewer),
      nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null,
    };
  }

  private async unanswered(agreementId: number, viewer: Viewer): Promise<Unanswered> {
    const { rows } = await sql<{ counted: Unanswered }>`
      select (${unansweredBy(viewer, agreementId, this.clock.today())}) as counted`.execute(
      this.em.getKysely(),
    );
    return rows[0]!.counted;
  }

  /** What the directive's side has made on its commitment since it was given: by this it may have been carried out. Newest first. */
  async fulfilments(directiveIds: readonly number[]): Promise<Map<number, Fulfilment[]>> {
    if (directiveIds.length === 0) return new Map();
    const { rows } = await sql<{ id: number; made: RawFulfilment[] }>`
      select d.id, (select jsonb_agg(to_jsonb(m) - 'at' order by m.at desc) from (
        select * from (
          select 'report' as kind, u.id, u.period, null as name, null as precision, null as value, u.at from progress_update u
          where u.side_id = d.side_id and u.at >= d.at
          union all
          select 'evidence', e.id, null, coalesce(e.number, e.name), null, null, e.at from evidence e
          where e.side_id = d.side_id and e.at >= d.at and e.withdrawn_at is null
          union all
          select 'extension', x.id, null, null, x.to_precision, x.to_value, x.requested_at from extension_request x
          where x.commitment_id = d.commitment_id and x.party_id = sd.party_id and x.requested_at >= d.at) a
        order by a.at desc limit ${MOST_MADE}) m) as made
      from directive d join commitment_side sd on sd.id = d.side_id where d.id = any(${[...directiveIds]})`.execute(
      this.em.getKysely(),
    );
    return new Map(rows.map(({ id, made }) => [id, (made ?? []).map(fulfilmentOf)]));
  }

  /** From, and the first conditions. */
  private readable(viewer: Viewer, day?: Day, more: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
    const had = byEndOf(day);
    return sql`
      from directive d join commitment_side sd on sd.id = d.side_id join party p on p.id = sd.party_id
        join commitment_side ab on ab.id = d.about_side_id join party ap on ap.id = ab.party_id ${more}
        left join directive_outcome o on o.directive_id = d.id and ${had(sql`o.at`)}
        ${answers(sql`${day ?? this.clock.today()}::date`)} left join body hb on hb.id = ${answeringBody}
        left join progress_update u on u.id = o.update_id left join evidence e on e.id = o.evidence_id
        left join extension_request x on x.id = o.request_id
      where ${isReadBy(ownReader(viewer), sql`sd.party_id`)} and ${had(sql`d.at`)}`;
  }

  private itemJson(viewer: Viewer, day?: Day): RawBuilder<unknown> {
    const on = sql`${day ?? this.clock.today()}::date`;
    const isNow = sql`${day === undefined}::boolean and o.directive_id is null`;
    return sql`jsonb_build_object('id', d.id, 'party', p.code, 'part', ap.code, 'kind', d.kind, 'text', d.text, 'at', iso(d.at),
      'by', d.author, 'answerBy', d.answer_by, 'addressee', ${answeringRole},
      'body', case when hb.id is not null then jsonb_build_object('code', hb.code, 'name', hb.name, 'short', hb.short) end,
      'questions', ${questionsFor(day)},
      'state', coalesce(o.kind, 'open'), 'illustrative', d.illustrative,
      'daysLate', case when o.directive_id is null then working_days_between(d.answer_by, ${on}) else 0 end,
      'outcome', case when o.directive_id is not null then jsonb_build_object('at', iso(o.at), 'by', o.author, 'text', o.text,
        'fulfilment', case when num_nonnulls(u.id, e.id, x.id) > 0 then jsonb_build_object(
          'kind', case when u.id is not null then 'report' when e.id is not null then 'evidence' else 'extension' end,
          'id', coalesce(u.id, e.id, x.id), 'period', u.period, 'name', coalesce(e.number, e.name), 'precision', x.to_precision,
          'value', x.to_value) end) end,
      'mayAnswer', ${isNow} and ${isAnswerer(viewer)} and not ${isOfOwnHand(viewer, 'd')}, 'mayWithdraw', ${isNow} and ${isWithdrawer(viewer)})`;
  }
}

/** What was asked of another side on account of the directive `d`. */
function questionsFor(day?: Day): RawBuilder<unknown> {
  const had = byEndOf(day);
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'at', iso(q.at), 'text', q.text, 'answerBy', q.answer_by,
      'state', coalesce(qo.kind, case when qc.status in ('completed', 'withdrawn') then 'closed' else 'open' end), 'answer', case when qo.kind = 'answered' then
        jsonb_build_object('at', iso(qo.at), 'by', qo.author, 'text', qo.text) end) order by q.at, q.id), '[]')
    from directive_question l join question q on q.id = l.question_id join commitment qc on qc.id = q.commitment_id and ${had(sql`q.at`)}
      left join question_outcome qo on qo.question_id = q.id and ${had(sql`qo.at`)}
    where l.directive_id = d.id)`;
}

/** What an answer can name is never much; of more, the last. */
const MOST_MADE = 20;

const isOlder = (id: number | undefined) =>
  id === undefined ? sql`true` : sql`(d.at, d.id) < (select n.at, n.id from directive n where n.id = ${id})`;

/** As `answerersOfDirective` of permissions.ts. */
function isAnswerer({ role, party, body }: Viewer): RawBuilder<boolean> {
  if (!party || (role !== 'liaison' && role !== 'coordinator')) return sql<boolean>`false`;
  const isOffice = role === 'coordinator' ? sql`${answeringRole} = 'coordinator'` : sql`false`;
  return sql<boolean>`(sd.party_id = ${party.id} and (${isOffice} or coalesce(${answeringRole} = 'lead_body'
    and ${answeringBody} = ${body?.id ?? null}::integer, false)))`;
}

/** As `withdrawersOfDirective` of permissions.ts. */
function isWithdrawer(viewer: Viewer): RawBuilder<boolean> {
  return viewer.role === 'leader' ? isLeadersDirective(viewer) : sql<boolean>`false`;
}

function itemOf<Item extends DirectiveItem>({ outcome, ...item }: RawItem<Item>): Item {
  const settled = outcome && {
    ...outcome,
    fulfilment: outcome.fulfilment && fulfilmentOf(outcome.fulfilment),
  };
  return { ...item, outcome: settled } as unknown as Item;
}

function fulfilmentOf({ kind, id, period, name, precision, value }: RawFulfilment): Fulfilment {
  const label: BilingualText =
    period !== null
      ? periodName(period)
      : precision !== null
        ? labelOf({ precision, value })
        : { vi: name ?? '', en: name ?? '' };
  return { kind, id, label };
}
