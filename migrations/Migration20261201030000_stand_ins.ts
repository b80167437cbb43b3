import { Migration } from '@mikro-orm/migrations';

/**
 * Who acts for a post in its place, and what somebody did so. An absence has a first day as well; an account named before this, or by an
 * older version, goes on reading the mails alone. An older version shows each session as its own account's, and writes nobody's stand-in.
 */
export class Migration20261201030000_stand_ins extends Migration {
  override up(): void {
    this.addSql(`
      alter table notification_setting
        add column paused_from date,
        -- Who named the stand-in; null where that one only reads the mails.
        add column named_by integer references app_user;

      -- The post for which the browser's session acts. Whether it still may is asked with each request.
      alter table session add column acting_for_id integer references app_user;

      -- The account that really wrote it, in the place of the one named beside it.
      alter table progress_update add column stand_in_id integer references app_user;
      alter table submitted_report add column stand_in_id integer references app_user;
      alter table contribution add column stand_in_id integer references app_user;
      alter table extension_request add column stand_in_id integer references app_user;
      alter table directive add column stand_in_id integer references app_user;
      alter table question add column stand_in_id integer references app_user;
      -- The same as id and name, as it was named then.
      alter table commitment_event add column stand_in jsonb;

      create index audit_entry_stand_in on audit_entry (((actor #>> '{standIn,id}')::integer)) where actor -> 'standIn' is not null;
    `);
  }
}
