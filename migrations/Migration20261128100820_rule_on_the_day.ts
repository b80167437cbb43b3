import { Migration } from '@mikro-orm/migrations';

/** The rule also speaks on the last working day before a deadline on a day off; its name said otherwise. */
export class Migration20261128100820_rule_on_the_day extends Migration {
  override up(): void {
    this.addSql(`
      update reminder_rule
      set name = '{"vi": "Nhắc ngày đến hạn, hoặc ngày làm việc liền trước ngày nghỉ", "en": "On the day of the deadline, or the working day before a day off"}'
      where code = 'on_day';
    `);
  }
}
