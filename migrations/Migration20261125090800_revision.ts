import { Migration } from '@mikro-orm/migrations';

/**
 * The agreement's revision is raised at commit, once a transaction, by what was appended to a commitment's history: writers
 * to one agreement wait for each other no longer than a commit takes. Rows that change often leave room for it in their page.
 */
export class Migration20261125090800_revision extends Migration {
  override up(): void {
    this.addSql(`
      alter table agreement add column raised_in xid8;

      create function raise_revision() returns trigger language plpgsql as $$
      begin
        update agreement set revision = revision + 1, changed_at = greatest(changed_at, new.at), raised_in = pg_current_xact_id()
        where id = new.agreement_id and raised_in is distinct from pg_current_xact_id();
        return null;
      end $$;
      create constraint trigger raise_revision_at_commit after insert on commitment_event deferrable initially deferred
        for each row execute function raise_revision();

      alter table agreement set (fillfactor = 50);
      alter table commitment set (fillfactor = 80);
      alter table commitment_side set (fillfactor = 80);
    `);
  }
}
