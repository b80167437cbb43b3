import { Migration } from '@mikro-orm/migrations';

/**
 * What a side asks another, or a body of its own, about a commitment: read by every side, append-only as its outcome is. The events of both raise
 * version and revision, so the tables raise nothing of themselves. That a question came of a leader's directive stands in a table on the
 * directive's side alone, which no other side's query names. An older version knows of none.
 */
export class Migration20261130003000_questions extends Migration {
  override up(): void {
    this.addSql(`
      create table question (
        id integer generated always as identity primary key,
        agreement_id integer not null references agreement,
        commitment_id integer not null,
        -- Of the side that asks, and the one that is asked.
        side_id integer not null,
        to_side_id integer not null,
        -- Null where its committee office is asked.
        body_id integer references body,
        text text not null check (btrim(text) <> '' and length(text) <= 2000),
        answer_by date not null,
        user_id integer references app_user,
        author jsonb not null check (is_text(author)),
        at timestamptz not null,
        day date not null,
        illustrative boolean not null default false,
        foreign key (side_id, commitment_id) references commitment_side (id, commitment_id),
        foreign key (to_side_id, commitment_id) references commitment_side (id, commitment_id),
        constraint an_own_office_is_not_asked check (side_id <> to_side_id or body_id is not null),
        check (answer_by >= day)
      );
      create index on question (commitment_id, at);

      create table question_outcome (
        question_id integer primary key references question,
        agreement_id integer not null references agreement,
        kind text not null check (kind in ('answered', 'withdrawn')),
        -- Of an answer.
        text text check (btrim(text) <> '' and length(text) <= 2000),
        user_id integer references app_user,
        author jsonb not null check (is_text(author)),
        at timestamptz not null,
        illustrative boolean not null default false,
        check ((kind = 'answered') = (text is not null))
      );

      -- Read by the directive's side alone, as the directive is.
      create table directive_question (
        directive_id integer not null references directive,
        question_id integer not null references question,
        agreement_id integer not null references agreement,
        primary key (directive_id, question_id)
      );
      create index on directive_question (question_id);
    `);
    for (const table of ['question', 'question_outcome', 'directive_question'])
      this.addSql(`
        create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
        create trigger append_only_whole before truncate on ${table} for each statement execute function refuse_change();
      `);
    this.addSql(`
      create constraint trigger raise_own_revision_at_commit after insert on directive_question deferrable initially deferred
        for each row execute function raise_own_revision();

      insert into reminder_rule (code, kind, working_days, active, name) values
        ('question_asked', 'notice', 0, false, '{"vi": "Có câu hỏi cần trả lời", "en": "Question to answer"}'),
        ('question_answered', 'notice', 0, false, '{"vi": "Câu hỏi đã được trả lời", "en": "Question answered"}');

      alter table commitment_event drop constraint commitment_event_kind_check,
        add constraint commitment_event_kind_check check (kind in ('imported', 'plan_confirmed', 'plan_confirmation_withdrawn',
          'updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'completed', 'reopened', 'returned',
          'extension_requested', 'extension_decided', 'extension_agreed', 'extended', 'deadline_changed', 'lead_changed',
          'product_named', 'evidence_added', 'evidence_withdrawn', 'matter_named', 'matter_put_across', 'matter_asked_higher',
          'matter_answered', 'matter_returned', 'matter_closed', 'review_moved', 'deadline_agreed', 'indicators_set', 'chased',
          'question_asked', 'question_answered', 'question_withdrawn'));
    `);
  }
}
