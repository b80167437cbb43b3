import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import { ledgerColumns, ledgerSource, matching } from '../ledger/reminders.queries.js';
import { besides, type LedgerMailFilter } from './ledger-mails.queries.js';

interface RowPage {
  items: ReminderItem[];
  nextCursor: string | null;
  /** With the first page. */
  total?: number;
}

/** The ledger row by row, by the filters of its page. */
@Injectable()
export class LedgerRows {
  constructor(private readonly em: EntityManager) {}

  /** Newest first. */
  async list(viewer: Viewer, filter: LedgerMailFilter, limit: number, cursor?: string): Promise<RowPage> {
    const passes = sql`${matching(viewer, filter)} and ${besides(filter)}`;
    const after = cursor === undefined ? sql`true` : sql`r.id < ${cursor}::bigint`;
    const { rows } = await sql<ReminderItem>`
      select ${ledgerColumns} from ${ledgerSource} where ${passes} and ${after} order by r.id desc limit ${limit + 1}`.execute(
      this.em.getKysely(),
    );
    const items = rows.slice(0, limit);
    return {
      items,
      nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null,
      total: cursor === undefined ? await this.count(viewer, filter) : undefined,
    };
  }

  private async count(viewer: Viewer, filter: LedgerMailFilter): Promise<number> {
    const { rows } = await sql<{ total: number }>`
      select count(*)::integer as total from ${ledgerSource} where ${matching(viewer, filter)} and ${besides(filter)}`.execute(
      this.em.getKysely(),
    );
    return rows[0]!.total;
  }
}
