import { Migration } from '@mikro-orm/migrations';

/**
 * The audit log. An entry is written in the transaction of what it tells; the chain is linked when that transaction
 * commits, so that writers wait for each other no longer than a commit takes, and the chain's order is that of commits.
 */
export class Migration20261125090000_audit extends Migration {
  override up(): void {
    this.addSql(`
      create table audit_entry (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        kind text not null check (kind ~ '^[a-z_]+[.][a-z_]+$'),
        actor_id integer,
        actor jsonb check (actor is null or is_text(actor -> 'name')),
        party_id integer,
        agreement_id integer,
        subject text check (length(subject) <= 300),
        data jsonb not null default '{}' check (jsonb_typeof(data) = 'object' and length(data::text) <= 100000),
        illustrative boolean not null default false
      );
      create index on audit_entry (kind, id);
      create index on audit_entry (actor_id, id);
      create index on audit_entry (agreement_id, id);

      create table audit_chain (
        seq bigint primary key check (seq > 0),
        entry_id bigint not null unique references audit_entry,
        previous bytea not null check (length(previous) = 32),
        hash bytea not null check (length(hash) = 32)
      );

      create function audit_instant(instant timestamptz) returns text language sql immutable parallel safe
        return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

      -- What is hashed: every column of the entry, with its place in the chain, as one JSON array.
      create function audit_text(seq bigint, entry audit_entry) returns text language sql immutable parallel safe
        return jsonb_build_array(seq, entry.id, audit_instant(entry.at), audit_instant(entry.recorded_at), entry.kind, entry.actor_id,
          entry.actor, entry.party_id, entry.agreement_id, entry.subject, entry.data, entry.illustrative)::text;

      create function link_audit_entry() returns trigger language plpgsql as $$
      declare
        last_seq bigint;
        last_hash bytea;
      begin
        perform pg_advisory_xact_lock(20162019, 1);
        select seq, hash into last_seq, last_hash from audit_chain order by seq desc limit 1;
        last_seq := coalesce(last_seq, 0) + 1;
        last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
        insert into audit_chain values (last_seq, new.id, last_hash,
          sha256(last_hash || convert_to(audit_text(last_seq, new), 'UTF8')));
        return null;
      end $$;
      create constraint trigger link_at_commit after insert on audit_entry deferrable initially deferred
        for each row execute function link_audit_entry();
    `);
    for (const table of ['audit_entry', 'audit_chain']) {
      this.addSql(`
        create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
        create trigger append_only_whole before truncate on ${table} for each statement execute function refuse_change();
      `);
    }
    // Links are made by the trigger above alone: an insert from anywhere else is refused.
    this.addSql(`
      create function refuse_link_by_hand() returns trigger language plpgsql as $$
      begin
        if pg_trigger_depth() < 2 then
          raise exception 'audit_chain is written at commit only' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$;
      create trigger linked_at_commit_only before insert on audit_chain for each row execute function refuse_link_by_hand();
    `);
  }
}
