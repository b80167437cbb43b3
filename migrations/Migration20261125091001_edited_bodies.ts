import { Migration } from '@mikro-orm/migrations';

/** A body that an administrator has changed is no longer taken from agreement files, which every start reads again. */
export class Migration20261125091001_edited_bodies extends Migration {
  override up(): void {
    this.addSql('alter table body add column edited_at timestamptz');
  }
}
