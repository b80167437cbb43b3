import { Migration } from '@mikro-orm/migrations';

/**
 * The head of a body: a liaison account that is marked so. It may do what an officer may, and no more; steps of reminders go to it.
 * The older version marks nobody and moves accounts without a thought for the mark: it falls with the role it belongs to.
 */
export class Migration20261129231000_heads extends Migration {
  override up(): void {
    this.addSql(`
      alter table app_user add column head boolean not null default false;
      alter table app_user add constraint head_of_a_body check (not head or role = 'liaison');

      create function head_falls_with_role() returns trigger language plpgsql as $$
      begin
        new.head := false;
        return new;
      end $$;
      create trigger head_falls_with_role before update of role on app_user for each row
        when (new.head and old.head and new.role <> 'liaison') execute function head_falls_with_role();
    `);
  }
}
