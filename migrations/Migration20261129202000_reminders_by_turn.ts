import { Migration } from '@mikro-orm/migrations';

/**
 * Rules that speak of whoever a matter waits for. An older version plans by the kinds that it knows, and skips a row of these as one whose
 * deadline has changed: their `due_version` is 0, which no commitment has. What it skipped is told by the next run.
 */
export class Migration20261129202000_reminders_by_turn extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder_rule
        add column then_every integer check (then_every > 0),
        drop constraint reminder_rule_kind_check,
        add constraint reminder_rule_kind_check check (kind in ('before', 'on_day', 'overdue', 'leader_waits', 'office_waits')),
        add constraint waiting_is_told_again check ((then_every is not null) = (kind in ('leader_waits', 'office_waits')));
      insert into reminder_rule (code, kind, working_days, then_every, name) values
        ('leader_waits', 'leader_waits', 2, 3, '{"vi": "Nhắc lãnh đạo: việc chờ 2 ngày làm việc, sau đó 3 ngày một lần", "en": "Leader: what has waited 2 working days, then every 3"}'),
        ('office_waits', 'office_waits', 2, 3, '{"vi": "Nhắc văn phòng cấp ủy: việc chờ 2 ngày làm việc, sau đó 3 ngày một lần", "en": "Committee office: what has waited 2 working days, then every 3"}');
    `);
  }
}
