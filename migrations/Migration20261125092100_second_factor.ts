import { Migration } from '@mikro-orm/migrations';

/** The second factor: one-time codes of an app, codes for the day it is lost, who must have it, and the step between. */
export class Migration20261125092100_second_factor extends Migration {
  override up(): void {
    this.addSql(`
      -- The secret is encrypted under a key made from SESSION_SECRET. Not confirmed: being set up, asked of nobody yet.
      create table second_factor (
        user_id integer primary key references app_user on delete cascade,
        secret bytea not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        -- The 30-second step of the last code taken: that one, and those before it, are never taken again.
        last_step bigint,
        check (confirmed_at is null or last_step is not null)
      );

      create table recovery_code (
        id bigint generated always as identity primary key,
        user_id integer not null references second_factor on delete cascade,
        code_hash bytea not null check (length(code_hash) = 32),
        created_at timestamptz not null,
        used_at timestamptz,
        unique (user_id, code_hash)
      );

      -- A password was right, the code is awaited: opens nothing but the form for the code.
      create table half_session (
        token_hash bytea primary key check (length(token_hash) = 32),
        user_id integer not null references app_user on delete cascade,
        next text not null check (length(next) <= 2000),
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at)
      );
      create index on half_session (user_id);
      create index on half_session (expires_at);

      -- One row: whom the administrator requires to have a second factor.
      create table sign_in_policy (
        only_one boolean primary key default true check (only_one),
        second_factor text not null default 'nobody' check (second_factor in ('nobody', 'admins', 'all'))
      );
      insert into sign_in_policy default values;
    `);
  }
}
