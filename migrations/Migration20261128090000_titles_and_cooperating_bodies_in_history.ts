import { Migration } from '@mikro-orm/migrations';

/**
 * From now on the history keeps titles and cooperating bodies too. Null, in rows that are there and in those that an older
 * version still writes, says "as today"; a change of title or bodies first writes into them what it was (history.ts). So no row
 * is touched here, and none that is in use is locked for longer than a column takes.
 */
export class Migration20261128090000_titles_and_cooperating_bodies_in_history extends Migration {
  override up(): void {
    this.addSql(`
      alter table commitment_state add column title jsonb;
      alter table side_state add column cooperating integer[];
    `);
  }
}
