import { Migration } from '@mikro-orm/migrations';

/**
 * What a person sees of the own sessions and tokens; how far a token reaches; who is in charge once a body has ended.
 * The version before writes none of the new columns: a session of its own shows no address, a token reaches everywhere.
 */
export class Migration20261125091000_access extends Migration {
  override up(): void {
    this.addSql(`
      alter table session
        add column address inet,
        add column user_agent text check (length(user_agent) <= 400),
        add column last_seen_at timestamptz;

      alter table access_token
        add column address inet,
        add column last_used_at timestamptz,
        add column scope text not null default 'read+write' check (scope in ('read', 'read+write')),
        -- Null: every agreement that the account may see.
        add column agreement_id integer references agreement on delete cascade;

      create index on session (expires_at);
      create index on access_token (expires_at);
      create index on sign_in_failure (at);
      create index on body (successor_id) where successor_id is not null;

      -- The form in which Vietnamese is searched: no marks, đ as d, lower case; as \`fold\` of src/platform/text.ts.
      create function fold_text(value text) returns text language sql immutable parallel safe
        return lower(replace(replace(regexp_replace(normalize(value, NFD), '[\\u0300-\\u036F]+', '', 'g'), 'đ', 'd'), 'Đ', 'd'));

      -- The body itself, or what followed it once its last day had passed; as \`bodyInCharge\` of the reminders.
      create function body_in_charge(body_id integer, on_day date) returns integer language sql stable parallel safe as $$
        with recursive succession (id, last_day, successor_id) as (
          select b.id, b.last_day, b.successor_id from body b where b.id = body_id
          union
          select b.id, b.last_day, b.successor_id
          from succession s join body b on b.id = s.successor_id where s.last_day < on_day
        )
        select id from succession where not coalesce(last_day < on_day, false) or successor_id is null
      $$;

      -- A body that followed itself would leave nobody in charge.
      create function refuse_body_circle() returns trigger language plpgsql as $$
      begin
        if exists (
          with recursive after (id) as (
            select new.successor_id union select b.successor_id from after a join body b on b.id = a.id
          ) select 1 from after where id = new.id)
        then raise exception 'body % would follow itself', new.code using errcode = 'check_violation', constraint = 'no_succession_circle';
        end if;
        if exists (
          with recursive above (id) as (
            select new.parent_id union select b.parent_id from above a join body b on b.id = a.id
          ) select 1 from above where id = new.id)
        then raise exception 'body % would stand under itself', new.code using errcode = 'check_violation', constraint = 'no_parent_circle';
        end if;
        return null;
      end $$;
      create constraint trigger no_circle after insert or update of parent_id, successor_id on body
        deferrable initially immediate for each row when (new.parent_id is not null or new.successor_id is not null)
        execute function refuse_body_circle();
    `);
  }
}
