import { Migration } from '@mikro-orm/migrations';

/**
 * Who raises an agreement's revision while another's transaction holds its row leaves a step beside it, and waits for nobody. The revision is the
 * number in the row and the steps together; who next finds the row free takes the steps into it.
 */
export class Migration20261130025000_revision_steps extends Migration {
  override up(): void {
    this.addSql(`
      create table revision_step (
        agreement_id integer not null references agreement,
        own boolean not null,
        left_in xid8 not null,
        at timestamptz not null,
        primary key (agreement_id, own, left_in)
      );

      create function raise_or_step(which integer, is_own boolean, instant timestamptz) returns void language plpgsql
        set enable_seqscan = off as $$
      declare
        steps integer;
        latest timestamptz;
      begin
        if exists (select from revision_step where agreement_id = which and own = is_own and left_in = pg_current_xact_id()) then
          return;
        end if;
        perform from agreement where id = which for no key update skip locked;
        if not found then
          insert into revision_step values (which, is_own, pg_current_xact_id(), instant);
          return;
        end if;
        with taken as (delete from revision_step where agreement_id = which and own = is_own returning at)
        select count(*), max(at) into steps, latest from taken;
        if is_own then
          update agreement set own_revision = own_revision + 1 + steps where id = which;
        else
          update agreement set revision = revision + 1 + steps, changed_at = greatest(changed_at, instant, latest), raised_in = pg_current_xact_id()
          where id = which;
        end if;
      end $$;

      create or replace function raise_revision() returns trigger language plpgsql as $$
      begin
        if not exists (select from agreement where id = new.agreement_id and raised_in = pg_current_xact_id()) then
          perform raise_or_step(new.agreement_id, false, new.at);
        end if;
        return null;
      end $$;

      create or replace function raise_own_revision() returns trigger language plpgsql as $$
      begin
        perform raise_or_step(new.agreement_id, true, now());
        return null;
      end $$;

      create or replace function raise_own_revision_of_evidence() returns trigger language plpgsql as $$
      begin
        perform raise_or_step((select agreement_id from commitment where id = new.commitment_id), true, now());
        return null;
      end $$;
    `);
  }
}
