import { Migration } from '@mikro-orm/migrations';

/**
 * Whether a row of the ledger is a chase is asked of every commitment of a list, and does not change once the row has gone out: it is kept
 * with the row. By a trigger, so that an older version that still serves keeps it too.
 */
export class Migration20261130000100_chases_kept extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder add column is_chase boolean not null default false;
      alter table notice add column is_chase boolean not null default false;

      create function is_chase(rule_code text, told_of integer, recipient integer, told_at timestamptz) returns boolean
        language sql stable parallel safe
        return exists (select 1 from reminder_rule u where u.code = rule_code and u.kind in ('overdue', 'chase'))
          and holder_was_told(told_of, recipient, told_at);

      -- The rule of a notice is its kind.
      update reminder r set is_chase = true
      where r.status = 'sent' and is_chase(r.rule, r.commitment_id, coalesce(r.on_behalf_of, r.recipient_id), r.sent_at);
      update notice n set is_chase = true
      where n.status = 'sent' and is_chase(n.kind, n.commitment_id, coalesce(n.on_behalf_of, n.recipient_id), n.sent_at);

      create function keep_chase_of_reminder() returns trigger language plpgsql as $$
      begin
        new.is_chase := new.status = 'sent'
          and is_chase(new.rule, new.commitment_id, coalesce(new.on_behalf_of, new.recipient_id), new.sent_at);
        return new;
      end $$;
      create function keep_chase_of_notice() returns trigger language plpgsql as $$
      begin
        new.is_chase := new.status = 'sent'
          and is_chase(new.kind, new.commitment_id, coalesce(new.on_behalf_of, new.recipient_id), new.sent_at);
        return new;
      end $$;
      create trigger chase_kept before insert or update of status on reminder for each row
        when (new.status = 'sent' or new.is_chase) execute function keep_chase_of_reminder();
      create trigger chase_kept before insert or update of status on notice for each row
        when (new.status = 'sent' or new.is_chase) execute function keep_chase_of_notice();

      create index reminder_chases on reminder (commitment_id, day) where is_chase;
      create index notice_chases on notice (commitment_id) where is_chase;

      create or replace view ledger_row as
        select r.id, 'digest'::text as mail_kind, r.digest_id as mail_id, r.recipient_id, r.commitment_id, null::integer as agreement_id,
          null::jsonb as subject, r.rule, r.due_version, r.day, r.status, r.reason, r.sent_at, r.illustrative, r.again_for,
          r.for_role, r.on_behalf_of, r.is_chase
        from reminder r
        union all
        select n.id, 'notice', n.mail_id, n.recipient_id, n.commitment_id, n.agreement_id,
          n.subject, n.kind, null, m.day, n.status, n.reason, n.sent_at, false, null, null, n.on_behalf_of, n.is_chase
        from notice n join notice_mail m on m.id = n.mail_id;
    `);
  }
}
