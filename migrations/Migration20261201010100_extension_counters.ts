import { Migration } from '@mikro-orm/migrations';

/**
 * Another side's coordinator names an earlier day than a request asks for: the request goes on at that day, and what had been said of the
 * one before stands here, so that an earlier day is answered as it was. Append-only. The older version shows the request at its present day.
 */
export class Migration20261201010100_extension_counters extends Migration {
  override up(): void {
    this.addSql(`
      create table extension_counter (
        id integer generated always as identity primary key,
        request_id integer not null references extension_request,
        party_id integer not null references party,
        -- The day that was asked for until then.
        asked_precision text not null check (asked_precision in ('date', 'month', 'quarter', 'year')),
        asked_value text not null,
        asked_on date not null,
        to_precision text not null check (to_precision in ('date', 'month', 'quarter', 'year')),
        to_value text not null,
        to_on date not null,
        reason text not null check (btrim(reason) <> '' and length(reason) <= 2000),
        -- What had been said of the day before, and fell: by the leader, and by the other sides' coordinators.
        decision text check (decision in ('approved', 'rejected')),
        decision_reason text,
        decided_at timestamptz,
        answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array'),
        user_id integer references app_user,
        author jsonb not null check (is_text(author)),
        at timestamptz not null,
        illustrative boolean not null default false,
        check (asked_on = last_day_of(asked_precision, asked_value)),
        check (to_on = last_day_of(to_precision, to_value)),
        constraint names_an_earlier_day check (to_on < asked_on),
        check ((decision is null) = (decided_at is null))
      );
      create index on extension_counter (request_id, id);

      create trigger append_only before update or delete on extension_counter for each row execute function refuse_change();
      create trigger append_only_whole before truncate on extension_counter for each statement execute function refuse_change();
    `);
  }
}
