import { Migration } from '@mikro-orm/migrations';

/**
 * Secret addresses at which a calendar reads an account's deadlines. An older version serves none of them, and leaves them standing where it ends
 * all access to an account: what is asked with each reading is whether that account may still sign in.
 */
export class Migration20261202040000_calendar_addresses extends Migration {
  override up(): void {
    this.addSql(`
      create table calendar_address (
        id integer generated always as identity primary key,
        user_id integer not null references app_user on delete cascade,
        -- Of the secret part of the address, which is shown once.
        secret_hash bytea not null unique check (length(secret_hash) = 32),
        name text not null check (length(name) between 1 and 80),
        scope text not null check (scope in ('own', 'all')),
        -- The one agreement whose deadlines it tells; null for all that the account may see.
        agreement_id integer references agreement,
        -- The token that made it: what a program makes ends with the way in that it had.
        token_id integer references access_token on delete cascade,
        created_at timestamptz not null,
        last_used_at timestamptz
      );
      create index on calendar_address (user_id);
      create index on calendar_address (agreement_id);
      create index on calendar_address (token_id);
    `);
  }
}
