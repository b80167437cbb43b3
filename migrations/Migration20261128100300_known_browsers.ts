import { Migration } from '@mikro-orm/migrations';

/**
 * Tries of a browser from which the account was signed in to before are counted by themselves. Null, as in all that an older
 * version writes, says that nobody knows it.
 */
export class Migration20261128100300_known_browsers extends Migration {
  override up(): void {
    this.addSql(`
      alter table sign_in_failure add column known bytea;
      alter table reset_request add column known bytea;
    `);
  }
}
