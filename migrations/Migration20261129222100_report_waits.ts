import { Migration } from '@mikro-orm/migrations';

/**
 * A rule that speaks of reports that wait for a side's coordinator, apart from what else waits for an office: that is every side's to know of,
 * this is not. An older version plans by the kinds that it knows.
 */
export class Migration20261129222100_report_waits extends Migration {
  override up(): void {
    this.addSql(`
      alter table reminder_rule
        drop constraint reminder_rule_kind_check,
        add constraint reminder_rule_kind_check
          check (kind in ('before', 'on_day', 'overdue', 'leader_waits', 'office_waits', 'report_waits')),
        drop constraint waiting_is_told_again,
        add constraint waiting_is_told_again
          check ((then_every is not null) = (kind in ('leader_waits', 'office_waits', 'report_waits')));
      insert into reminder_rule (code, kind, working_days, then_every, name) values
        ('report_waits', 'report_waits', 2, 3, '{"vi": "Nhắc văn phòng cấp ủy: báo cáo cùng bên chờ xem 2 ngày làm việc, sau đó 3 ngày một lần", "en": "Committee office: own side’s report that has waited 2 working days, then every 3"}');
    `);
  }
}
