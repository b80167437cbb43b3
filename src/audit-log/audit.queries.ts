import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { anywhere, searchWords } from '../platform/search.js';
import { addDays, instantOf, type Day } from '../platform/clock.js';
import { sealAudit } from '../audit/audit-sealing.js';
import { hashedText } from '../audit/audit-chain.sql.js';
import type { AuditGroup, AuditKind } from '../audit/audit-kinds.js';
import { sealOf } from '../audit/audit-seal.js';
import type { AuditHead } from '../audit/audit-verification.js';
import type { AuditItem, AuditLine, AuditPage } from './audit.types.js';

export interface AuditFilter {
  from?: Day;
  to?: Day;
  /** E-mail of an account, or part of the name of a post. */
  actor?: string;
  kind?: AuditKind | AuditGroup;
  /** Slug. */
  agreement?: string;
  /** Part of what it was done to. */
  subject?: string;
}

const LINES_AT_ONCE = 500;

/** Reading the log. Who may is asked before: it has no scope of its own. */
@Injectable()
export class AuditQueries {
  constructor(private readonly em: EntityManager) {}

  /** With what was done up to now. */
  async list(filter: AuditFilter, limit: number, cursor?: string): Promise<AuditPage> {
    await sealAudit(this.em.fork());
    const [{ rows }, head] = await Promise.all([
      sql<AuditLine>`
        select ${columns}, ${sealed} from ${source}
        where ${all([cursor ? sql`c.seq < ${cursor}::bigint` : sql`true`, ...conditionsOf(filter)])}
        order by c.seq desc limit ${limit + 1}`.execute(this.db),
      this.head(),
    ]);
    const items = rows.slice(0, limit).map(withoutSeal);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.seq) : null, head };
  }

  /** The end of the log; null while it is empty. */
  async head(): Promise<AuditHead | null> {
    const { rows } = await sql<AuditHead>`
      select seq::float8 as seq, encode(hash, 'hex') as hash from audit_chain order by seq desc limit 1`.execute(
      this.db,
    );
    return rows[0] ?? null;
  }

  /**
   * What passes the filter, oldest first, up to where the log ended when it was asked for. Read piece by piece: nothing of
   * the log ever changes, so that pieces fit together without a transaction that would wait for a slow reader.
   */
  async *lines(filter: AuditFilter): AsyncGenerator<AuditLine> {
    await sealAudit(this.em.fork());
    const end = (await this.head())?.seq ?? 0;
    for (let last = 0; last < end;) {
      const { rows } = await sql<AuditLine>`
        select ${columns}, ${sealed} from ${source}
        where ${all([sql`c.seq > ${last} and c.seq <= ${end}`, ...conditionsOf(filter)])}
        order by c.seq limit ${LINES_AT_ONCE}`.execute(this.db);
      yield* rows;
      if (rows.length < LINES_AT_ONCE) return;
      last = rows.at(-1)!.seq;
    }
  }

  private get db() {
    return this.em.getKysely();
  }
}

const source = sql`audit_chain c join audit_entry e on e.id = c.entry_id left join app_user u on u.id = e.actor_id
  left join party p on p.id = e.party_id left join agreement a on a.id = e.agreement_id`;

const columns = sql`c.seq::float8 as seq, encode(c.hash, 'hex') as hash, e.id::float8 as id, iso(e.at) as at,
  iso(e.recorded_at) as "recordedAt", e.kind,
  case when e.actor is not null then e.actor || jsonb_build_object('id', e.actor_id, 'email', u.email, 'standIn',
    e.actor -> 'standIn' || jsonb_build_object('email', (select s.email from app_user s where s.id = (e.actor #>> '{standIn,id}')::integer)))
  end as actor, p.code as party,
  case when a.id is not null then jsonb_build_object('slug', a.slug, 'number', a.number) end as agreement,
  e.subject, e.data, e.illustrative`;

const sealed = sql`encode(c.previous, 'hex') as previous, ${hashedText} as text`;

/** With what its seal shows: whether the entry is still what was hashed. */
function withoutSeal({ previous, text, ...item }: AuditLine): AuditItem {
  return { ...item, intact: sealOf(previous, [text]) === item.hash };
}

function conditionsOf({ from, to, actor, kind, agreement, subject }: AuditFilter): RawBuilder<boolean>[] {
  return [
    ...(from ? [sql<boolean>`e.at >= ${instantOf(from)}`] : []),
    ...(to ? [sql<boolean>`e.at < ${instantOf(addDays(to, 1))}`] : []),
    ...(actor ? [actedBy(actor)] : []),
    ...(kind
      ? [kind.includes('.') ? sql<boolean>`e.kind = ${kind}` : sql<boolean>`e.kind like ${`${kind}.%`}`]
      : []),
    ...(agreement
      ? [sql<boolean>`e.agreement_id = (select id from agreement where slug = ${agreement})`]
      : []),
    ...(subject ? [saysAll(subject, sql`e.subject`)] : []),
  ];
}

function actedBy(actor: string): RawBuilder<boolean> {
  if (actor.includes('@')) {
    const account = sql`(select id from app_user where email = ${actor.toLowerCase()})`;
    return sql<boolean>`(e.actor_id = ${account}
      or e.actor -> 'standIn' is not null and (e.actor #>> '{standIn,id}')::integer = ${account})`;
  }
  return sql<boolean>`(${saysAll(actor, sql`e.actor #>> '{name,vi}'`)} or ${saysAll(actor, sql`e.actor #>> '{name,en}'`)})`;
}

/** Every word is found, as in other searches. */
function saysAll(query: string, text: RawBuilder<unknown>): RawBuilder<boolean> {
  const found = searchWords(query).map((word) => sql<boolean>`fold_text(${text}) like ${anywhere(word)}`);
  return sql`(${sql.join([sql`true`, ...found], sql` and `)})`;
}

const all = (conditions: RawBuilder<unknown>[]) => sql.join(conditions, sql` and `);
