import { Migration } from '@mikro-orm/migrations';

/**
 * A mail that an administrator sends again goes out at any hour, and leaders of several sides may ask for the same body. An older version marks no
 * mail, so that its own wait for the hours, and writes requests of nobody's side, which it takes to be all alike.
 */
export class Migration20261129235000_notices_by_hand extends Migration {
  override up(): void {
    this.addSql(`
      alter table notice_mail add column by_hand boolean not null default false;

      -- Of a leader's request, whose side it was: each goes to its own office.
      alter table chase_item add column party_id integer references party;
      alter table chase_item drop constraint chased_once_a_day;
      create unique index chased_once_a_day on chase_item (commitment_id, body_id, day, asked, party_id) nulls not distinct;
    `);
  }
}
