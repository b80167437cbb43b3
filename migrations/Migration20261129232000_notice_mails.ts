import { Migration } from '@mikro-orm/migrations';

/**
 * Notices gather into mails, and stand in the ledger with the reminders: one row a recipient and matter, one mail a recipient.
 *
 * An older version goes on as before: a notice that it writes has no mail, and it takes only such, for what has a mail is never due to it
 * (`next_attempt_at` is infinite). What it wrote and did not send, and what it sent, is given a mail by the next version's sender.
 */
export class Migration20261129232000_notice_mails extends Migration {
  override up(): void {
    this.addSql(`
      create table notice_mail (
        -- One row of numbers with the digests, so that the number of a mail says which.
        id bigint primary key default nextval('digest_id_seq'),
        recipient_id integer not null references app_user,
        day date not null,
        message_id text not null unique,
        status text not null default 'planned' check (status in ('planned', 'claimed', 'sent', 'failed', 'skipped')),
        attempts integer not null default 0,
        -- By the program's clock: until then more is gathered.
        due_at timestamptz not null,
        -- Real time: until then a worker is on it, or the next attempt is waited for.
        lease_until timestamptz,
        created_at timestamptz not null,
        sent_at timestamptz,
        reason text check (length(reason) <= 200),
        check (status <> 'sent' or sent_at is not null)
      );
      create index on notice_mail (due_at) where status in ('planned', 'claimed');
      create index on notice_mail (recipient_id, id);
      -- What is gathered for somebody goes into one mail, whoever gathers; what was tried once keeps what it said.
      create unique index notice_mail_gathering on notice_mail (recipient_id) where status = 'planned' and attempts = 0;

      alter table notice
        alter column event_id drop not null,
        alter column id drop identity,
        add column mail_id bigint references notice_mail,
        add column status text check (status in ('planned', 'claimed', 'sent', 'failed', 'skipped')),
        add column commitment_id integer references commitment,
        add column agreement_id integer references agreement,
        add column subject jsonb check (jsonb_typeof(subject) = 'object' and length(subject::text) <= 20000),
        add constraint in_a_mail_it_has_a_status check ((mail_id is null) = (status is null)),
        add constraint it_speaks_of_something check (event_id is not null or commitment_id is not null or subject is not null);
      -- One row of numbers with the reminders; past those that notices have had.
      select setval('reminder_id_seq', (select max(id) from notice) + 1000)
        where (select max(id) from notice) >= (select last_value from reminder_id_seq);
      alter table notice alter column id set default nextval('reminder_id_seq');
      create index on notice (mail_id);
      create index on notice (commitment_id);
      create index notice_without_mail on notice (id) where mail_id is null;

      alter table reminder_rule
        drop constraint if exists reminder_rule_kind_working_days_key,
        drop constraint if exists reminder_rule_check,
        drop constraint reminder_rule_kind_check,
        add constraint reminder_rule_kind_check check (kind in ('before', 'on_day', 'overdue', 'step', 'count', 'report_due', 'silent',
          'leader_waits', 'office_waits', 'report_waits', 'notice', 'chase'));
      insert into reminder_rule (code, kind, working_days, active, name) values
        ('sent_back', 'notice', 0, false, '{"vi": "Báo cáo hoàn thành bị trả lại", "en": "Completion report sent back"}'),
        ('signature_fell', 'notice', 0, false, '{"vi": "Xác nhận hoàn thành không còn hiệu lực", "en": "Completion confirmation no longer valid"}'),
        ('extension_asked', 'notice', 0, false, '{"vi": "Có đề nghị gia hạn hoặc thời hạn", "en": "Extension requested or deadline proposed"}'),
        ('extension_answered', 'notice', 0, false, '{"vi": "Đề nghị gia hạn hoặc thời hạn đã được trả lời", "en": "Extension request or proposed deadline answered"}'),
        ('rules_proposed', 'notice', 0, false, '{"vi": "Có đề nghị thay đổi quy tắc nhắc hạn", "en": "Change of reminder rules proposed"}'),
        ('rules_changed', 'notice', 0, false, '{"vi": "Quy tắc nhắc hạn đã thay đổi", "en": "Reminder rules changed"}'),
        ('chase_asked', 'notice', 0, false, '{"vi": "Lãnh đạo yêu cầu đôn đốc", "en": "Overdue notice requested by a leader"}'),
        ('chase', 'chase', 0, false, '{"vi": "Đôn đốc trực tiếp", "en": "Overdue notice sent by hand"}');

      create view ledger_row as
        select r.id, 'digest'::text as mail_kind, r.digest_id as mail_id, r.recipient_id, r.commitment_id, null::integer as agreement_id,
          null::jsonb as subject, r.rule, r.due_version, r.day, r.status, r.reason, r.sent_at, r.illustrative, r.again_for,
          null::text as for_role, null::integer as on_behalf_of
        from reminder r
        union all
        select n.id, 'notice', n.mail_id, n.recipient_id, n.commitment_id, n.agreement_id,
          n.subject, n.kind, null, m.day, n.status, n.reason, n.sent_at, false, null, null, null
        from notice n join notice_mail m on m.id = n.mail_id;
      create view ledger_mail as
        select d.id, 'digest'::text as mail_kind, d.recipient_id, d.day, d.status, d.reason, d.attempts, d.message_id, d.sent_at, d.illustrative
        from digest d
        union all
        select m.id, 'notice', m.recipient_id, m.day, m.status, m.reason, m.attempts, m.message_id, m.sent_at, false
        from notice_mail m;
    `);
  }
}
