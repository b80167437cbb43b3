import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { Day } from '../../platform/clock.js';
import type { MailKind, ReminderItem, ReminderStatus } from '../ledger/reminder.types.js';
import { ledgerColumns, ledgerSource, matching, type LedgerFilter } from '../ledger/reminders.queries.js';

/** Of one mail as many are read as a reader looks through; the rest is counted. */
const MOST_ITEMS = 100;

/** Mails that are counted; of a ledger that has more, it is said that it has more. */
export const MOST_COUNTED = 500;

export interface LedgerMailFilter extends LedgerFilter {
  /** Of the recipient, as a code. */
  party?: string;
  /** Of the commitment: `3.06`. */
  code?: string;
  /** Kind of rule: `before`, `notice`. */
  kind?: string;
}

/** One mail, or one that was not sent: what it says, or would have said, as far as the filter asks for it. */
export interface LedgerMail {
  /** Id. */
  digest: number;
  mailKind: MailKind;
  day: Day;
  recipientId: number;
  /** Of the mail as a whole; `reason` also where another attempt is waited for. */
  mail: { status: ReminderStatus; reason: string | null; attempts: number };
  /** In the order of the mail; the first, where there are very many. */
  items: ReminderItem[];
  /** All of them. */
  count: number;
}

export interface LedgerMailPage {
  /** By day, newest first; within it by recipient. */
  mails: LedgerMail[];
  /** Of each day that is shown, how many mails it has, on whatever page. */
  mailsOn: Record<Day, number>;
  nextCursor: string | null;
  totalMails: number;
  /** As many as `MOST_COUNTED`: there may be more, before this page and after it. */
  isMore: boolean;
  /** Mails on the pages before this one. */
  mailsBefore: number;
  /** Entries of all mails. */
  total: number;
}

type Totals = Pick<LedgerMailPage, 'totalMails' | 'mailsBefore' | 'total'>;
type Row = ReminderItem & Totals & Pick<LedgerMail, 'count' | 'recipientId' | 'mail'> & { onDay: number };

/** The mails of which only few rows are asked for: from the rows, which have an index for it. */
const byRows = (passes: RawBuilder<unknown>) => sql`passing as materialized (
  select r.day, r.recipient_id, r.mail_id from ${ledgerSource} where ${passes} group by r.day, r.recipient_id, r.mail_id)`;

/** All others: one mail after the other, as far as the page goes, and of each whether one of its rows passes. */
const byMails = (
  passes: RawBuilder<unknown>,
  { recipient, from, to }: LedgerMailFilter,
) => sql`passing as not materialized (
  select l.day, l.recipient_id, l.id as mail_id from ledger_mail l
  where ${recipient ? sql`l.recipient_id = (select id from app_user where email = ${recipient})` : sql`true`}
    and ${from ? sql`l.day >= ${from}::date` : sql`true`} and ${to ? sql`l.day <= ${to}::date` : sql`true`}
    and exists (select 1 from ${ledgerSource} where r.mail_id = l.id and ${passes} offset 0))`;

const isNarrow = ({ commitment, code, status }: LedgerMailFilter) =>
  commitment !== undefined ||
  code !== undefined ||
  (status !== undefined && status !== 'sent' && status !== 'skipped');

/** The ledger as a person reads it: a row a mail. */
@Injectable()
export class LedgerMails {
  constructor(private readonly em: EntityManager) {}

  async list(
    viewer: Viewer,
    filter: LedgerMailFilter,
    limit: number,
    cursor?: string,
  ): Promise<LedgerMailPage> {
    const after = cursor ? isAfter(cursor) : sql<boolean>`true`;
    const passes = sql`${matching(viewer, filter)} and ${besides(filter)}`;
    const { rows } = await sql<Partial<Row> & Totals>`
      with ${isNarrow(filter) ? byRows(passes) : byMails(passes, filter)},
      counted as materialized (select * from passing m order by m.day desc, m.recipient_id, m.mail_id desc limit ${MOST_COUNTED}),
      page as materialized (select * from passing m where ${after} order by m.day desc, m.recipient_id, m.mail_id desc limit ${limit + 1}),
      shown as materialized (
        select r.id, count(*) over of_mail as n, row_number() over (of_mail order by r.id) as place
        from page m join ${ledgerSource} on r.mail_id = m.mail_id where ${passes} window of_mail as (partition by r.mail_id)),
      days as materialized (select d.day, (select count(*)::integer from passing m where m.day = d.day) as n from (select distinct day from page) d)
      select t.*, i.* from (select count(*)::integer as "totalMails",
        coalesce(sum((select count(*) from ${ledgerSource} where r.mail_id = m.mail_id and ${passes})), 0)::integer as total,
        (count(*) filter (where not ${after}))::integer as "mailsBefore" from counted m) t
      left join (select ${ledgerColumns}, s.n::integer as count, (select n from days where days.day = r.day) as "onDay", r.recipient_id as "recipientId",
          jsonb_build_object('status', d.status, 'reason', d.reason, 'attempts', d.attempts) as mail
        from ${ledgerSource} join shown s on s.id = r.id where s.place <= ${MOST_ITEMS}) i on true
      order by i.day desc, i."recipientId", i.digest desc, i.id`.execute(this.em.getKysely());
    const { totalMails, mailsBefore, total } = rows[0]!;
    const found = rows.filter((row): row is Row => row.digest != null);
    const mails = mailsOf(found);
    const shown = mails.slice(0, limit);
    return {
      mails: shown,
      mailsOn: Object.fromEntries(found.map(({ day, onDay }) => [day, onDay])),
      nextCursor: mails.length > limit ? cursorOf(shown.at(-1)!) : null,
      totalMails,
      isMore: totalMails === MOST_COUNTED,
      mailsBefore,
      total,
    };
  }
}

/** `2019-11-22.17.204`: day, recipient and mail after which a page goes on. */
export const CURSOR = /^(\d{4}-\d\d-\d\d)\.(\d{1,9})\.(\d{1,15})$/;

const cursorOf = ({ day, recipientId, digest }: LedgerMail) => `${day}.${recipientId}.${digest}`;

function isAfter(cursor: string): RawBuilder<boolean> {
  const [, day, recipient, mail] = CURSOR.exec(cursor)!;
  return sql<boolean>`(m.day < ${day}::date or (m.day = ${day}::date and (m.recipient_id > ${Number(recipient)}
    or (m.recipient_id = ${Number(recipient)} and m.mail_id < ${mail}::bigint))))`;
}

/** What only the page and its file ask for. */
export function besides({ party, code, kind }: LedgerMailFilter): RawBuilder<unknown> {
  const conditions = [
    ...(party ? [sql`p.code = ${party}`] : []),
    ...(code ? [sql`c.code = ${code}`] : []),
    ...(kind ? [sql`ru.kind = ${kind}`] : []),
  ];
  return sql.join([sql`true`, ...conditions], sql` and `);
}

function mailsOf(rows: Row[]): LedgerMail[] {
  const mails = new Map<number, LedgerMail>();
  for (const row of rows) {
    const { totalMails: _mails, mailsBefore: _before, total: _total, onDay: _onDay, ...one } = row;
    const { count, recipientId, mail, ...item } = one;
    const { digest, mailKind, day } = item;
    const known = mails.get(digest) ?? { digest, mailKind, day, recipientId, mail, items: [], count };
    known.items.push(item);
    mails.set(digest, known);
  }
  return [...mails.values()];
}
