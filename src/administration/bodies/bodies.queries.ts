import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { anywhere, searchWords } from '../../platform/search.js';
import type { BodyDetail, BodyItem, BodyLink, PartyRef } from './body.types.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';

export interface BodyFilter {
  /** Code of a side. */
  party?: string;
  q?: string;
}

const MOST_ROWS = 500;

/** Bodies as administrators see them: of every side, with what depends on them. */
@Injectable()
export class BodiesQueries {
  constructor(private readonly em: EntityManager) {}

  /** By side, then in Vietnamese order. @returns at most 500, and how many there are */
  async list({ party, q = '' }: BodyFilter): Promise<{ items: BodyItem[]; total: number }> {
    const conditions = [
      party === undefined ? sql`true` : sql`p.code = ${party}`,
      ...searchWords(q).map(
        (word) => sql`fold_text(concat_ws(' ', b.code, b.name ->> 'vi', b.name ->> 'en', b.short ->> 'vi',
        b.short ->> 'en')) like ${anywhere(word)}`,
      ),
    ];
    const { rows } = await sql<BodyItem & { total: number }>`
      select ${itemColumns}, count(*) over ()::integer as total
      from body b join party p on p.id = b.party_id
      where ${sql.join(conditions, sql` and `)}
      order by ${inProtocolOrder} limit ${MOST_ROWS}`.execute(this.db);
    return { items: rows.map(({ total: _total, ...item }) => item), total: rows[0]?.total ?? 0 };
  }

  /** @throws NotFound */
  async one(id: number): Promise<BodyDetail> {
    const { rows } = await sql<BodyDetail>`
      select ${itemColumns}, ${basisOf} as basis, coalesce(p.office_id = b.id, false) as "isOffice",
        (${work}) as work,
        (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name, 'role', u.role) order by u.email), '[]')
          from app_user u where u.body_id = b.id and u.active) as officers,
        (select coalesce(jsonb_agg(${link(sql`k`)} order by k.id), '[]') from body k where k.parent_id = b.id) as children,
        (select coalesce(jsonb_agg(${link(sql`k`)} order by k.id), '[]') from body k where k.successor_id = b.id) as predecessors
      from body b join party p on p.id = b.party_id where b.id = ${id}`.execute(this.db);
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  async parties(): Promise<PartyRef[]> {
    const { rows } = await sql<PartyRef>`select code, marker, name from party order by id`.execute(this.db);
    return rows;
  }

  /** Bodies of a side to choose from. */
  async ofParty(party: string): Promise<(BodyLink & { lastDay: Day | null })[]> {
    const { rows } = await sql<BodyLink & { lastDay: Day | null }>`
      select b.id, b.code, b.name, b.last_day::text as "lastDay"
      from body b join party p on p.id = b.party_id where p.code = ${party}
      order by ${inProtocolOrder}`.execute(this.db);
    return rows;
  }

  private get db() {
    return this.em.getKysely();
  }
}

/** Changes with anything that a form about the body shows. */
export const basisOf = sql<string>`md5(row(b.name, b.short, b.kind, b.first_day, b.last_day, b.parent_id, b.successor_id)::text)`;

const link = (body: RawBuilder<unknown>) =>
  sql`jsonb_build_object('id', ${body}.id, 'code', ${body}.code, 'name', ${body}.name)`;

const itemColumns = sql`
  b.id, b.code, b.kind, b.name, b.short, jsonb_build_object('code', p.code, 'marker', p.marker, 'name', p.name) as party,
  b.first_day::text as "firstDay", b.last_day::text as "lastDay",
  (select ${link(sql`o`)} from body o where o.id = b.parent_id) as parent,
  (select ${link(sql`o`)} from body o where o.id = b.successor_id) as successor,
  (select count(*)::integer from commitment_side s join commitment c on c.id = s.commitment_id
    where s.lead_body_id = b.id and c.status in ('not_started', 'in_progress')) as led,
  (select count(*)::integer from app_user u where u.body_id = b.id and u.active) as accounts`;

const work = sql`
  select coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'number', a.number, 'led', w.led, 'open', w.open,
    'cooperating', w.cooperating) order by a.id), '[]')
  from (
    select s.agreement_id, count(*) filter (where s.lead_body_id = b.id) as led,
      count(*) filter (where s.lead_body_id = b.id and c.status in ('not_started', 'in_progress')) as open,
      count(*) filter (where s.lead_body_id <> b.id) as cooperating
    from commitment_side s join commitment c on c.id = s.commitment_id
    where s.lead_body_id = b.id or s.id in (select side_id from cooperating_body where body_id = b.id)
    group by s.agreement_id) w join agreement a on a.id = w.agreement_id`;
