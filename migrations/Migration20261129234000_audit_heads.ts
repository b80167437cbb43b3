import { Migration } from '@mikro-orm/migrations';

/**
 * Where the audit log ended as a day's run began: `{entry, hash}`, which every mail of that day carries. Null in runs of before and in those
 * of an older version; their mails carry none.
 */
export class Migration20261129234000_audit_heads extends Migration {
  override up(): void {
    this.addSql('alter table reminder_run add column audit_head jsonb');
  }
}
