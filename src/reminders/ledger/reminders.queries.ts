import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import type { Day } from '../../platform/clock.js';
import { isLast, openFailure } from '../plan/owed.js';
import type { ReminderItem, ReminderStatus } from './reminder.types.js';

export interface LedgerFilter {
  /** E-mail, lower case. */
  recipient?: string;
  status?: ReminderStatus;
  /** Id. */
  commitment?: number;
  /** Id. */
  agreement?: number;
  from?: Day;
  to?: Day;
}

export interface LedgerPage {
  /** Newest first. */
  items: ReminderItem[];
  nextCursor: string | null;
  total: number;
}

/** What the ledger says, as far as the viewer may know of it. */
@Injectable()
export class RemindersQueries {
  constructor(private readonly em: EntityManager) {}

  async list(viewer: Viewer, filter: LedgerFilter, limit: number, cursor?: string): Promise<LedgerPage> {
    const { rows } = await sql<ReminderItem & { total: number }>`
      with visible as materialized (
        select r.id from ${ledgerSource} where ${matching(viewer, filter)}
      )
      select ${ledgerColumns}, (select count(*)::integer from visible) as total
      from ${ledgerSource}
      where r.id in (select id from visible where ${cursor ? sql`id < ${cursor}` : sql`true`} order by id desc limit ${limit + 1})
      order by r.id desc`.execute(this.em.getKysely());
    const items = rows.slice(0, limit).map(({ total: _total, ...item }) => item);
    const total = rows[0]?.total ?? (cursor ? (await this.list(viewer, filter, 1)).total : 0);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null, total };
  }

  /** What was told, or not, about one commitment; newest first. */
  async ofCommitment(viewer: Viewer, commitment: number): Promise<ReminderItem[]> {
    return (await this.list(viewer, { commitment }, 100)).items;
  }

  /** How many rows of each status; days and recipients as filtered. */
  async counts(viewer: Viewer, filter: LedgerFilter): Promise<Record<ReminderStatus, number>> {
    const { rows } = await sql<{ status: ReminderStatus; count: number }>`
      select r.status, count(*)::integer as count from ${ledgerSource}
      where ${matching(viewer, filter)} group by r.status`.execute(this.em.getKysely());
    const none = { planned: 0, claimed: 0, sent: 0, failed: 0, skipped: 0 };
    return rows.reduce((counts, { status, count }) => ({ ...counts, [status]: count }), none);
  }

  /** Mails that failed, and of which something was not told later; since a day. */
  async failures(viewer: Viewer, since: Day): Promise<Failures> {
    const { rows } = await sql<Failures>`
      select count(distinct r.mail_id)::integer as mails, max(r.day)::text as "lastDay" from ${ledgerSource}
      where ${all([readableBy(viewer), openFailure(since)])}`.execute(this.em.getKysely());
    return rows[0]!;
  }

  /** The last runs, newest first. */
  async runs(viewer: Viewer, limit = 10): Promise<RunItem[]> {
    const { rows } = await sql<RunItem>`
      select n.day::text, n.started_at as "startedAt", n.finished_at as "finishedAt", n.caught_up_on::text as "caughtUpOn",
        n.illustrative, count(r.id) filter (where r.status = 'sent')::integer as sent,
        count(r.id) filter (where r.status = 'skipped')::integer as skipped,
        count(r.id) filter (where r.status = 'failed')::integer as failed,
        count(r.id) filter (where r.status in ('planned', 'claimed'))::integer as waiting
      from (select * from reminder_run order by day desc limit ${limit}) n
      left join (select r.id, r.day, r.status from ${ledgerSource} where r.mail_kind = 'digest' and ${readableBy(viewer)}) r on r.day = n.day
      group by n.day, n.started_at, n.finished_at, n.caught_up_on, n.illustrative order by n.day desc`.execute(
      this.em.getKysely(),
    );
    return rows;
  }
}

export interface Failures {
  mails: number;
  lastDay: Day | null;
}

export interface RunItem {
  day: Day;
  startedAt: string;
  finishedAt: string | null;
  /** The later day whose run told what this day, missed, would have told. */
  caughtUpOn: Day | null;
  illustrative: boolean;
  sent: number;
  skipped: number;
  failed: number;
  waiting: number;
}

export const ledgerSource = sql`ledger_row r join ledger_mail d on d.id = r.mail_id and d.mail_kind = r.mail_kind join app_user u on u.id = r.recipient_id
  left join party p on p.id = u.party_id left join commitment c on c.id = r.commitment_id
  join agreement a on a.id = coalesce(c.agreement_id, r.agreement_id) join reminder_rule ru on ru.code = r.rule`;

export const ledgerColumns = sql`r.id::integer as id, r.mail_id::integer as digest, r.mail_kind as "mailKind", r.day::text as day,
  jsonb_build_object('email', u.email, 'name', u.name, 'party', p.code, 'role', u.role) as recipient,
  case when c.id is not null then jsonb_build_object('id', c.id, 'code', c.code, 'name', c.title) end as commitment,
  case when c.id is null then jsonb_build_object('title', r.subject -> 'title', 'path', r.subject ->> 'path') end as subject,
  jsonb_build_object('slug', a.slug, 'number', a.number, 'kind', a.kind) as agreement,
  jsonb_build_object('code', ru.code, 'name', ru.name) as rule,
  r.for_role as "forRole", r.status, r.reason, case when r.status = 'sent' then d.message_id end as "messageId",
  to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt", r.illustrative,
  (r.status = 'failed' and ${isLast}) as "canResend"`;

/** What the viewer may read and the filter asks for. */
export function matching(viewer: Viewer, filter: LedgerFilter): RawBuilder<unknown> {
  return all([readableBy(viewer), ...conditionsOf(filter)]);
}

/** Scope as part of the query: one's own side's recipients, in its agreements; a liaison officer's own rows. */
function readableBy(viewer: Viewer): RawBuilder<boolean> {
  const inScope = visibleTo(viewer, sql`a.id`);
  if (!viewer.party) return inScope;
  if (viewer.role === 'liaison') {
    const own = sql<boolean>`r.recipient_id = ${viewer.userId}`;
    return viewer.onlyAgreementId === undefined ? own : sql<boolean>`${own} and ${inScope}`;
  }
  return sql<boolean>`u.party_id = ${viewer.party.id} and ${inScope}`;
}

function conditionsOf({
  recipient,
  status,
  commitment,
  agreement,
  from,
  to,
}: LedgerFilter): RawBuilder<boolean>[] {
  return [
    ...(recipient ? [sql<boolean>`u.email = ${recipient}`] : []),
    ...(status ? [sql<boolean>`r.status = ${status}`] : []),
    ...(commitment ? [sql<boolean>`r.commitment_id = ${commitment}`] : []),
    ...(agreement ? [sql<boolean>`a.id = ${agreement}`] : []),
    ...(from ? [sql<boolean>`r.day >= ${from}`] : []),
    ...(to ? [sql<boolean>`r.day <= ${to}`] : []),
  ];
}

const all = (conditions: RawBuilder<boolean>[]) => sql.join(conditions, sql` and `);
