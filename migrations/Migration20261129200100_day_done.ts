import { Migration } from '@mikro-orm/migrations';

/**
 * A commitment's day of completion is the latest of its sides' days, in a column of its own; `completed_on` stays the day of the
 * last confirmation, as an older version writes it. That version knows nothing of the new column: a trigger fills it from the sides
 * where it is left out, and empties it with the status. Only commitments are written, no history: what was kept earlier has no such
 * day, and whoever reads it takes the latest of the sides' as they stood then.
 */
export class Migration20261129200100_day_done extends Migration {
  override up(): void {
    this.addSql(`
      alter table commitment add column done_on date;
      alter table commitment_state add column done_on date;

      create function commitment_done_day() returns trigger language plpgsql as $$
        begin
          new.done_on := case when new.status = 'completed' then coalesce(new.done_on,
            (select max(s.completed_on) from commitment_side s where s.commitment_id = new.id), new.completed_on) end;
          return new;
        end $$;
      create trigger commitment_done_day before insert or update on commitment
        for each row execute function commitment_done_day();

      update commitment set status = status where status = 'completed';

      alter table commitment add constraint completed_has_a_done_day
        check ((status = 'completed') = (done_on is not null));
    `);
  }
}
