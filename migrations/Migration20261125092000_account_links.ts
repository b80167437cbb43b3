import { Migration } from '@mikro-orm/migrations';

/**
 * Single-use links by which people set a password, the mails that carry them, and who asked for one.
 * An account may now stand without a password: the version before takes it for one whose password never fits.
 */
export class Migration20261125092000_account_links extends Migration {
  override up(): void {
    this.addSql(`
      alter table app_user alter column password_hash drop not null;

      -- The link's secret is made from id, salt and SESSION_SECRET; only its keyed hash stands here, to find the row by.
      create table account_link (
        id bigint generated always as identity primary key,
        purpose text not null check (purpose in ('invitation', 'reset')),
        user_id integer not null references app_user on delete cascade,
        salt uuid not null default gen_random_uuid(),
        token_hash bytea unique check (length(token_hash) = 32),
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at),
        used_at timestamptz,
        voided_at timestamptz,
        constraint used_or_voided check (used_at is null or voided_at is null)
      );
      create index on account_link (user_id);
      create unique index one_open_link on account_link (user_id, purpose) where used_at is null and voided_at is null;

      -- The outbox: written in the transaction of what a mail tells, sent from here by the worker.
      create table account_mail (
        id bigint generated always as identity primary key,
        user_id integer not null references app_user on delete cascade,
        kind text not null check (kind ~ '^[a-z_]+$'),
        link_id bigint references account_link on delete cascade,
        created_at timestamptz not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        sent_at timestamptz,
        failed_at timestamptz,
        reason text check (length(reason) <= 200),
        constraint one_outcome check (sent_at is null or failed_at is null)
      );
      create index on account_mail (next_attempt_at) where sent_at is null and failed_at is null;
      create index on account_mail (user_id);
      create index on account_mail (link_id);

      -- Kept while it counts against the limit; also for addresses that no account has.
      create table reset_request (
        id bigint generated always as identity primary key,
        email_hash bytea not null check (length(email_hash) = 32),
        address inet not null,
        at timestamptz not null
      );
      create index on reset_request (email_hash, at);
      create index on reset_request (address, at);
    `);
  }
}
