import { Migration } from '@mikro-orm/migrations';

/**
 * When and instead of whom somebody wants to be reminded, and in whose place a reminder was sent. No row: daily, to oneself. An older
 * version knows nothing of either and goes on reminding everybody every day.
 */
export class Migration20261129233000_notification_settings extends Migration {
  override up(): void {
    this.addSql(`
      create table notification_setting (
        user_id integer primary key references app_user,
        frequency text not null default 'daily' check (frequency in ('daily', 'weekly')),
        paused_until date,
        stand_in_id integer references app_user,
        check (stand_in_id <> user_id)
      );
      create index on notification_setting (stand_in_id);

      alter table reminder
        -- Whose line it was, where nobody has that post and the office is told instead.
        add column if not exists for_role text check (for_role in ('head', 'leader')),
        -- For whom it was, where the recipient stands in.
        add column on_behalf_of integer references app_user;

      create or replace view ledger_row as
        select r.id, 'digest'::text as mail_kind, r.digest_id as mail_id, r.recipient_id, r.commitment_id, null::integer as agreement_id,
          null::jsonb as subject, r.rule, r.due_version, r.day, r.status, r.reason, r.sent_at, r.illustrative, r.again_for,
          r.for_role, r.on_behalf_of
        from reminder r
        union all
        select n.id, 'notice', n.mail_id, n.recipient_id, n.commitment_id, n.agreement_id,
          n.subject, n.kind, null, m.day, n.status, n.reason, n.sent_at, false, null, null, null
        from notice n join notice_mail m on m.id = n.mail_id;
    `);
  }
}
