import { Migration } from '@mikro-orm/migrations';

/**
 * Triggers that look up one row of a table that grows use its index. PostgreSQL plans them once a connection, and where that was while the table
 * was empty, one transaction of thousands of changes read the whole table for each of them.
 */
export class Migration20261130023000_triggers_by_index extends Migration {
  override up(): void {
    for (const name of ['link_audit_entry', 'keep_turn', 'commitment_done_day'])
      this.addSql(`alter function ${name}() set enable_seqscan = off`);
  }
}
