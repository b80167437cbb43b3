import { Migration } from '@mikro-orm/migrations';

/** In whose place an office was told: of a head or a leader that there is not. An older version marks nothing. */
export class Migration20261129230100_for_role extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder add column if not exists for_role text check (for_role in ('head', 'leader'));
    `);
  }
}
