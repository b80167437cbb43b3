import { Migration } from '@mikro-orm/migrations';

/**
 * Entries of the audit log are linked after their transaction and not within its commit: they wait in a table that they leave only by becoming
 * a link. So no commit waits for another's. What is hashed is what it was.
 */
export class Migration20261130024000_audit_sealer extends Migration {
  override up(): void {
    this.addSql(`
      -- No foreign key: it would lock each entry once more.
      create table audit_unsealed (entry_id bigint primary key);

      create function await_seal() returns trigger language plpgsql as $$
      begin
        insert into audit_unsealed (entry_id) select id from added;
        return null;
      end $$;
      create trigger await_seal after insert on audit_entry referencing new table as added
        for each statement execute function await_seal();
      drop trigger link_at_commit on audit_entry;
      drop function link_audit_entry();

      create function link_audit_entries() returns trigger language plpgsql set enable_seqscan = off as $$
      declare
        entry audit_entry;
        last_seq bigint;
        last_hash bytea;
      begin
        perform pg_advisory_xact_lock(20162019, 1);
        select seq, hash into last_seq, last_hash from audit_chain order by seq desc limit 1;
        last_seq := coalesce(last_seq, 0);
        last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
        for entry in select e.* from leaving join audit_entry e on e.id = leaving.entry_id
          where not exists (select from audit_chain c where c.entry_id = e.id) order by e.id
        loop
          last_seq := last_seq + 1;
          insert into audit_chain values (last_seq, entry.id, last_hash,
            sha256(last_hash || convert_to(audit_text(last_seq, entry), 'UTF8'))) returning hash into last_hash;
        end loop;
        return null;
      end $$;
      create trigger linked_on_leaving after delete on audit_unsealed referencing old table as leaving
        for each statement execute function link_audit_entries();
      create trigger never_changed before update on audit_unsealed for each row execute function refuse_change();
      create trigger never_emptied before truncate on audit_unsealed for each statement execute function refuse_change();

      -- One at a time; who waits for the lock then sees all that was committed before. True where there may be more.
      create function seal_audit(most integer, waits boolean) returns boolean language plpgsql set lock_timeout = '10s' as $$
      declare
        sealed integer;
      begin
        if waits then perform pg_advisory_xact_lock(20162019, 1);
        elsif not pg_try_advisory_xact_lock(20162019, 1) then return false;
        end if;
        delete from audit_unsealed where entry_id in (select entry_id from audit_unsealed order by entry_id limit most);
        get diagnostics sealed = row_count;
        return sealed = most;
      end $$;

      alter trigger linked_at_commit_only on audit_chain rename to linked_by_seal_only;
      create or replace function refuse_link_by_hand() returns trigger language plpgsql as $$
      begin
        if pg_trigger_depth() < 2 then
          raise exception 'audit_chain is written by the seal only' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$;
    `);
  }
}
