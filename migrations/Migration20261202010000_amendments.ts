import { Migration } from '@mikro-orm/migrations';

/**
 * Amendments: what the sides agree to change of an agreement's commitments, by which documents. A part that an amendment has ended keeps all that its
 * side stated; that it is at an end is a column of its own, with a constant default so that no row is written, and one in the history, where null says
 * "as today". What an older version writes of such a part meanwhile is looked up, so that nobody gets it in hand again.
 */
export class Migration20261202010000_amendments extends Migration {
  override up(): void {
    this.addSql(`
      alter table commitment_side add column ended boolean not null default false;
      alter table side_state add column ended boolean;

      create table amendment (
        id integer generated always as identity primary key,
        agreement_id integer not null references agreement,
        -- The side whose office proposes it.
        party_id integer not null references party,
        number text not null check (btrim(number) <> '' and length(number) <= 100),
        title text not null check (btrim(title) <> '' and length(title) <= 300),
        issued_on date not null check (issued_on >= '1945-09-02'),
        status text not null default 'open' check (status in ('open', 'in_force', 'rejected', 'taken_back')),
        proposed_at timestamptz not null,
        settled_at timestamptz,
        user_id integer references app_user,
        stand_in_id integer references app_user,
        author jsonb not null check (is_text(author)),
        illustrative boolean not null default false,
        check ((status = 'open') = (settled_at is null))
      );
      create index on amendment (agreement_id, id);

      create table amendment_change (
        id integer generated always as identity primary key,
        amendment_id integer not null references amendment,
        place integer not null check (place > 0),
        kind text not null check (kind in ('add', 'reword', 'withdraw', 'merge')),
        -- The commitment that it changes; null of one that it adds.
        commitment_id integer references commitment,
        -- The one into which it is merged; null where the same amendment adds that one.
        into_id integer references commitment,
        said jsonb not null check (jsonb_typeof(said) = 'object' and length(said::text) <= 20000),
        -- Title and deadline as they were when it was proposed.
        was jsonb check (jsonb_typeof(was) = 'object'),
        unique (amendment_id, place),
        check ((kind = 'add') = (commitment_id is null)),
        check (into_id is null or kind = 'merge')
      );
      create index on amendment_change (commitment_id);
      create index on amendment_change (into_id);

      create table amendment_answer (
        id integer generated always as identity primary key,
        amendment_id integer not null references amendment,
        party_id integer not null references party,
        decision text not null check (decision in ('approved', 'rejected')),
        reason text not null check (length(reason) <= 2000),
        -- The document by which that side's leaders decided; null where it is the amendment's own.
        document jsonb check (jsonb_typeof(document) = 'object' and length(document::text) <= 3000),
        user_id integer references app_user,
        stand_in_id integer references app_user,
        author jsonb not null check (is_text(author)),
        at timestamptz not null,
        illustrative boolean not null default false,
        unique (amendment_id, party_id),
        check (decision = 'approved' or btrim(reason) <> '')
      );
    `);
    for (const table of ['amendment_change', 'amendment_answer'])
      this.addSql(`
        create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
        create trigger append_only_whole before truncate on ${table} for each statement execute function refuse_change();
      `);
    this.addSql(`
      create or replace function keep_turn() returns trigger language plpgsql set enable_seqscan = off as $$
      declare
        since timestamptz := lower(new.validity);
        has_ended boolean := coalesce(new.ended, (select s.ended from commitment_side s where s.id = new.side_id), false);
        turn record;
      begin
        for turn in
          select t.kind, t.role, case when t.role = 'lead_body' then new.lead_body_id end as lead_body_id
          from (values ('part', case when not has_ended then turn_of_part(new.status, new.completion_confirmed_at) end),
            ('plan', case when not has_ended then turn_of_plan(new.status, new.plan_confirmed_at) end)) as t (kind, role)
        loop
          continue when exists (select 1 from turn_spell s
            where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity)
              and s.role = turn.role and s.lead_body_id is not distinct from turn.lead_body_id);
          delete from turn_spell s
          where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity) and lower(s.validity) >= since;
          update turn_spell s set validity = tstzrange(lower(s.validity), since)
          where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity);
          if turn.role is not null then
            insert into turn_spell (side_id, kind, role, lead_body_id, validity)
            values (new.side_id, turn.kind, turn.role, turn.lead_body_id, tstzrange(since, null));
          end if;
        end loop;
        return null;
      end $$;

      -- Wider than before, so whatever is there or is still written by the old version passes.
      alter table commitment_event drop constraint commitment_event_kind_check,
        add constraint commitment_event_kind_check check (kind in ('imported', 'plan_confirmed', 'plan_confirmation_withdrawn',
          'updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'completed', 'reopened', 'returned',
          'extension_requested', 'extension_decided', 'extension_agreed', 'extended', 'deadline_changed', 'lead_changed',
          'product_named', 'evidence_added', 'evidence_withdrawn', 'matter_named', 'matter_put_across', 'matter_asked_higher',
          'matter_answered', 'matter_returned', 'matter_closed', 'review_moved', 'deadline_agreed', 'indicators_set', 'chased',
          'question_asked', 'question_answered', 'question_withdrawn', 'cooperating_changed', 'due_proposed', 'due_proposal_dropped',
          'extension_countered', 'amendment_proposed', 'amendment_answered', 'amendment_taken_back', 'amendment_reworded',
          'amendment_withdrawn', 'amendment_merged', 'amendment_took_over'));
    `);
  }
}
