import { Migration } from '@mikro-orm/migrations';

/**
 * What leaders direct: of their own side, and kept to it. Append-only, as their outcomes are. As reports under review they raise no revision, for
 * that would tell the other side of them, but the number of what is a side's own. A directive ends with its commitment: by a trigger, so that
 * one that an older version closes ends it too. An older version knows of none.
 */
export class Migration20261130001000_directives extends Migration {
  override up(): void {
    this.addSql(`
      -- At random: one after the other, they would tell each side how many the other has.
      create function free_directive_id() returns integer language plpgsql volatile as $$
      declare
        free integer;
      begin
        loop
          free := floor(random() * 2147483646)::integer + 1;
          exit when not exists (select 1 from directive where id = free);
        end loop;
        return free;
      end $$;

      create table directive (
        id integer primary key default free_directive_id(),
        agreement_id integer not null references agreement,
        commitment_id integer not null,
        -- Of the side whose leader it is, and that whose part it is about.
        side_id integer not null,
        about_side_id integer not null,
        kind text not null check (kind in ('urge', 'evidence', 'report', 'reassign', 'date')),
        addressee text not null check (addressee in ('lead_body', 'coordinator')),
        text text not null check (btrim(text) <> '' and length(text) <= 2000),
        answer_by date not null,
        user_id integer references app_user,
        author jsonb not null check (is_text(author)),
        at timestamptz not null,
        day date not null,
        illustrative boolean not null default false,
        foreign key (side_id, commitment_id) references commitment_side (id, commitment_id),
        foreign key (about_side_id, commitment_id) references commitment_side (id, commitment_id),
        constraint lead_bodies_are_directed_by_their_own_side
          check (addressee = 'coordinator' or (about_side_id = side_id and kind <> 'reassign')),
        check (answer_by >= day)
      );
      create index on directive (commitment_id, at);
      create index on directive (agreement_id, at);

      create table directive_outcome (
        directive_id integer primary key references directive,
        agreement_id integer not null references agreement,
        kind text not null check (kind in ('answered', 'withdrawn', 'closed')),
        -- The answer, or why it was withdrawn.
        text text check (btrim(text) <> '' and length(text) <= 2000),
        user_id integer references app_user,
        author jsonb check (author is null or is_text(author)),
        at timestamptz not null,
        -- By which it was carried out.
        update_id bigint references progress_update,
        evidence_id integer references evidence,
        request_id integer references extension_request,
        illustrative boolean not null default false,
        check ((kind = 'closed') = (text is null) and (kind = 'closed') = (author is null)),
        check (num_nonnulls(update_id, evidence_id, request_id) <= case when kind = 'answered' then 1 else 0 end)
      );
      create index on directive_outcome (update_id);
      create index on directive_outcome (evidence_id);
      create index on directive_outcome (request_id);
    `);
    for (const table of ['directive', 'directive_outcome'])
      this.addSql(`
        create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
        create trigger append_only_whole before truncate on ${table} for each statement execute function refuse_change();
        create constraint trigger raise_own_revision_at_commit after insert on ${table} deferrable initially deferred
          for each row execute function raise_own_revision();
      `);
    this.addSql(`
      create function end_directives() returns trigger language plpgsql as $$
      begin
        insert into directive_outcome (directive_id, agreement_id, kind, at)
        select d.id, d.agreement_id, 'closed', lower(new.validity) from directive d where d.commitment_id = new.commitment_id
        on conflict do nothing;
        return null;
      end $$;
      create trigger directives_ended after insert on commitment_state for each row
        when (new.status in ('completed', 'withdrawn')) execute function end_directives();
    `);
    this.addSql(`
      -- Of what somebody was told, or nobody: looked at once.
      create table directive_told (
        directive_id integer not null references directive,
        kind text not null check (kind in ('directive_given', 'directive_answered', 'directive_late')),
        primary key (directive_id, kind)
      );
      alter table notice add column directive_id integer references directive;
      insert into reminder_rule (code, kind, working_days, active, name) values
        ('directive_given', 'notice', 0, false, '{"vi": "Có chỉ đạo của lãnh đạo", "en": "Directive from a leader"}'),
        ('directive_answered', 'notice', 0, false, '{"vi": "Chỉ đạo đã được trả lời", "en": "Directive answered"}'),
        ('directive_late', 'notice', 0, false, '{"vi": "Chỉ đạo quá hạn trả lời", "en": "Directive past its answer-by day"}');
    `);
  }
}
