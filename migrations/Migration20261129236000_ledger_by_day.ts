import { Migration } from '@mikro-orm/migrations';

/** The ledger is read a page at a time, by day and recipient; and what failed or waits is few rows among very many. */
export class Migration20261129236000_ledger_by_day extends Migration {
  override up(): void {
    this.addSql(`
      create index digest_by_day on digest (day desc, recipient_id, id desc);
      create index notice_mail_by_day on notice_mail (day desc, recipient_id, id desc);
      create index reminder_not_told on reminder (status, day) where status in ('planned', 'claimed', 'failed');
      create index notice_not_told on notice (status) where status in ('planned', 'claimed', 'failed');
    `);
  }
}
