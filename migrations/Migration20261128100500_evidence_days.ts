import { Migration } from '@mikro-orm/migrations';

/** What each account has sent as evidence on its last day of sending, files on their way included: one row an account. */
export class Migration20261128100500_evidence_days extends Migration {
  override up(): void {
    this.addSql(`
      create table evidence_day (
        user_id integer primary key references app_user,
        day date not null,
        files integer not null check (files >= 0),
        bytes bigint not null check (bytes >= 0)
      );
    `);
  }
}
