import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import { ledgerColumns, ledgerSource, matching, type LedgerFilter } from '../ledger/reminders.queries.js';

/** Of one mail as many are read as a reader looks through; the rest is counted. */
const MOST_ITEMS = 100;

/** One mail, or one that was not sent: what it says, or would have said, as far as the filter asks for it. */
export interface LedgerMail {
  /** Id. */
  digest: number;
  /** In the order of the mail; the first, where there are very many. */
  items: ReminderItem[];
  /** All of them. */
  count: number;
}

export interface LedgerMailPage {
  /** Newest first. */
  mails: LedgerMail[];
  nextCursor: string | null;
  totalMails: number;
  /** Mails on the pages before this one. */
  mailsBefore: number;
  /** Entries of all mails. */
  total: number;
}

type Totals = Pick<LedgerMailPage, 'totalMails' | 'mailsBefore' | 'total'>;
type Row = ReminderItem & Totals & Pick<LedgerMail, 'count'>;

/** The ledger as a person reads it: a row a mail. */
@Injectable()
export class LedgerMails {
  constructor(private readonly em: EntityManager) {}

  async list(viewer: Viewer, filter: LedgerFilter, limit: number, cursor?: string): Promise<LedgerMailPage> {
    const { rows } = await sql<Partial<Row> & Totals>`
      with visible as materialized (select r.id, r.mail_id from ${ledgerSource} where ${matching(viewer, filter)}),
      page as materialized (
        select mail_id, count(*)::integer as n from visible where ${cursor ? sql`mail_id < ${cursor}` : sql`true`}
        group by mail_id order by mail_id desc limit ${limit + 1}),
      shown as materialized (
        select v.id, p.n, row_number() over (partition by v.mail_id order by v.id) as place from visible v join page p on p.mail_id = v.mail_id)
      select t.*, i.* from (select count(distinct mail_id)::integer as "totalMails", count(*)::integer as total,
        count(distinct mail_id) filter (where ${cursor ? sql`mail_id >= ${cursor}` : sql`false`})::integer as "mailsBefore" from visible) t
      left join (select ${ledgerColumns}, s.n as count from ${ledgerSource} join shown s on s.id = r.id where s.place <= ${MOST_ITEMS}) i on true
      order by i.digest desc, i.id`.execute(this.em.getKysely());
    const { totalMails, mailsBefore, total } = rows[0]!;
    const mails = mailsOf(rows.filter((row): row is Row => row.digest != null));
    const shown = mails.slice(0, limit);
    return {
      mails: shown,
      nextCursor: mails.length > limit ? String(shown.at(-1)!.digest) : null,
      totalMails,
      mailsBefore,
      total,
    };
  }
}

function mailsOf(rows: Row[]): LedgerMail[] {
  const mails = new Map<number, LedgerMail>();
  for (const { count, totalMails: _mails, mailsBefore: _before, total: _total, ...item } of rows) {
    const mail = mails.get(item.digest) ?? { digest: item.digest, items: [], count };
    mail.items.push(item);
    mails.set(item.digest, mail);
  }
  return [...mails.values()];
}
