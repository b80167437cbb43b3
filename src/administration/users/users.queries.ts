import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { allOf } from '../../accounts/access/token-family.js';
import { AccessQueries } from '../../accounts/access/access.queries.js';
import { SecondFactorService } from '../../accounts/second-factor/second-factor.service.js';
import type { Role } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { anywhere, searchWords } from '../../platform/search.js';
import { mailFaults } from './mail-faults.sql.js';
import type { UserDetail, UserItem } from './user.types.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';

export interface UserFilter {
  /** Code of a side; `none` for those who speak for nobody. */
  party?: string;
  role?: Role;
  body?: number;
  state?: 'active' | 'disabled' | 'invited';
  q?: string;
}

export interface UserPage {
  items: UserItem[];
  total: number;
  /** Accounts on the pages before this one. */
  before: number;
  /** The address after which the next page begins. */
  nextCursor: string | null;
}

const PAGE = 50;

/** Accounts as administrators see them. */
@Injectable()
export class UsersQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly access: AccessQueries,
    private readonly factors: SecondFactorService,
  ) {}

  /** By address. @param after the last address of the page before */
  async list(filter: UserFilter, after = ''): Promise<UserPage> {
    const matching = sql.join(conditionsOf(filter), sql` and `);
    const { rows } = await sql<UserItem & Pick<UserPage, 'total' | 'before'>>`
      select ${itemColumns}, t.* from ${source}, (
        select count(*)::integer as total, count(*) filter (where u.email <= ${after})::integer as before
        from ${source} where ${matching}) t
      where ${matching} and u.email > ${after} order by u.email limit ${PAGE + 1}`.execute(this.db);
    const items = rows.slice(0, PAGE).map(({ total: _total, before: _before, ...item }) => item);
    return {
      items,
      total: rows[0]?.total ?? 0,
      before: rows[0]?.before ?? 0,
      nextCursor: rows.length > PAGE ? items.at(-1)!.email : null,
    };
  }

  /** @throws NotFound */
  async one(id: number): Promise<UserDetail> {
    const [{ rows }, sessions, tokens, factor] = await Promise.all([
      sql<Omit<UserDetail, 'sessions' | 'tokens' | 'factor'>>`
        select ${itemColumns}, ${userBasis} as basis, iso(u.created_at) as "createdAt", (${soleOfficerOf}) as "soleOfficerOf"
        from ${source} where u.id = ${id}`.execute(this.db),
      this.access.sessions(id),
      this.access.tokens(allOf(id)),
      this.factors.state(id),
    ]);
    if (!rows[0]) throw new NotFound();
    return { ...rows[0], sessions, tokens, factor };
  }

  /** Bodies that exist on the day, of every side: to give an account a post. */
  async bodies(day: Day): Promise<{ id: number; marker: string; name: UserItem['name'] }[]> {
    const { rows } = await sql<{ id: number; marker: string; name: UserItem['name'] }>`
      select b.id, p.marker, b.name from body b join party p on p.id = b.party_id
      where b.last_day is null or b.last_day >= ${day}::date
      order by ${inProtocolOrder}`.execute(this.db);
    return rows;
  }

  private get db() {
    return this.em.getKysely();
  }
}

/** Changes with anything that the form about an account shows. */
export const userBasis = sql<string>`md5(row(u.name, u.language, u.role, u.party_id, u.body_id, u.head)::text)`;

function conditionsOf({ party, role, body, state, q = '' }: UserFilter): RawBuilder<unknown>[] {
  const states = {
    active: sql`u.active`,
    disabled: sql`not u.active`,
    invited: sql`u.active and u.password_hash is null`,
  };
  return [
    sql`true`,
    ...(party === undefined ? [] : [party === 'none' ? sql`u.party_id is null` : sql`p.code = ${party}`]),
    ...(role === undefined ? [] : [sql`u.role = ${role}`]),
    ...(body === undefined ? [] : [sql`u.body_id = ${body}`]),
    ...(state === undefined ? [] : [states[state]]),
    ...searchWords(q).map(
      (
        word,
      ) => sql`fold_text(concat_ws(' ', u.email, u.name ->> 'vi', u.name ->> 'en', b.name ->> 'vi', b.name ->> 'en'))
      like ${anywhere(word)}`,
    ),
  ];
}

const source = sql`app_user u left join party p on p.id = u.party_id left join body b on b.id = u.body_id`;

const itemColumns = sql`
  u.id, u.email, u.name, u.role, u.language, u.active, u.head, u.password_hash is null as invited,
  case when p.id is not null then jsonb_build_object('code', p.code, 'marker', p.marker, 'name', p.name) end as party,
  case when b.id is not null then jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name) end as body,
  (select iso(a.recorded_at) from audit_entry a where a.actor_id = u.id and a.kind = 'session.opened' order by a.id desc limit 1)
    as "lastSignInAt",
  ${mailFaults} as "mailFaults"`;

const soleOfficerOf = sql`
  select count(*)::integer from commitment_side s join commitment c on c.id = s.commitment_id
  where u.active and u.role = 'liaison' and s.lead_body_id = u.body_id and c.status in ('not_started', 'in_progress')
    and not exists (select 1 from app_user o where o.active and o.role = 'liaison' and o.body_id = u.body_id and o.id <> u.id)`;
