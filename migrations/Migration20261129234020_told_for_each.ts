import { Migration } from '@mikro-orm/migrations';

/**
 * Of one thing a stand-in gets a row for each on whose behalf it is told, beside its own. Rows of an older version are on nobody's behalf: for
 * them the constraint, whose name it knows, is as it was.
 */
export class Migration20261129234020_told_for_each extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder drop constraint told_once,
        add constraint told_once unique nulls not distinct (recipient_id, commitment_id, rule, due_version, day, on_behalf_of);
    `);
  }
}
