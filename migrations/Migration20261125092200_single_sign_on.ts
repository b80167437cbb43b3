import { Migration } from '@mikro-orm/migrations';

/** Single sign-on by OpenID Connect: who is whom at the provider, and attempts that are under way. */
export class Migration20261125092200_single_sign_on extends Migration {
  override up(): void {
    this.addSql(`
      -- An account is bound to one subject of a provider: a second subject with the same address is refused.
      create table sso_identity (
        id integer generated always as identity primary key,
        user_id integer not null references app_user on delete cascade,
        issuer text not null check (length(issuer) <= 500),
        subject text not null check (length(subject) between 1 and 255),
        created_at timestamptz not null,
        last_at timestamptz not null,
        -- What the provider says otherwise than the account, as of the last sign-in: told, never applied.
        differences jsonb not null default '{}' check (jsonb_typeof(differences) = 'object'),
        unique (issuer, subject),
        unique (user_id, issuer)
      );

      -- Nonce and PKCE verifier are made from the state and SESSION_SECRET; neither stands here.
      create table sso_attempt (
        state_hash bytea primary key check (length(state_hash) = 32),
        browser_hash bytea not null check (length(browser_hash) = 32),
        next text not null check (length(next) <= 2000),
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at)
      );
      create index on sso_attempt (expires_at);
    `);
  }
}
