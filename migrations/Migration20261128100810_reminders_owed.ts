import { Migration } from '@mikro-orm/migrations';

/**
 * What a run needs to know to say later what could not be said in time: the calendar by which the last run planned, and of which
 * row that was not sent a row is the second try. Null in rows of before, and in those of an older version: nothing is known.
 */
export class Migration20261128100810_reminders_owed extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder_run add column calendar jsonb;
      alter table reminder add column again_for bigint;
    `);
  }
}
