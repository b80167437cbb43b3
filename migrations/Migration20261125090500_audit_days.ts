import { Migration } from '@mikro-orm/migrations';

/** For reading the log by days. */
export class Migration20261125090500_audit_days extends Migration {
  override up(): void {
    this.addSql(`create index audit_entry_at on audit_entry (at)`);
  }
}
