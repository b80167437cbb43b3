import { Migration } from '@mikro-orm/migrations';

/**
 * When mails go out, and how many a minute: one row, which administrators change. Each run keeps the hour that held on its day, so that a later change
 * makes no run of before look missed; an older version runs at 08:00 and leaves it out, which means that hour.
 */
export class Migration20261129234010_mail_settings extends Migration {
  override up(): void {
    this.addSql(`
      create table mail_setting (
        sole boolean primary key default true check (sole),
        -- Local times. Of the daily run, which is looked for every five minutes; of the first and the last mail of a day.
        run_at time not null default '08:00' check (extract(minute from run_at)::integer % 5 = 0),
        send_from time not null default '08:00',
        send_until time not null default '18:00',
        -- Of all mails of all processes; null where nothing limits them.
        per_minute integer check (per_minute between 1 and 1000),
        check (send_from <= run_at and run_at < send_until)
      );
      insert into mail_setting default values;

      -- The mails of the last minute, by the clock of the database: one row, so that whoever takes a turn waits for who is taking one.
      create table mail_pace (
        sole boolean primary key default true check (sole),
        taken timestamptz[] not null default '{}'
      );
      insert into mail_pace default values;

      alter table reminder_run add column run_at time;
    `);
  }
}
