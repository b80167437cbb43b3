import { Migration } from '@mikro-orm/migrations';

/**
 * A token knows the one that made it; a session, when its owner was last seen at the single sign-on; a binding to a provider, what it
 * rests on. The version before writes none of it: its tokens have no parent, and its bindings are asked for the password once more.
 */
export class Migration20261128100400_parents_and_proofs extends Migration {
  override up(): void {
    this.addSql(`
      alter table access_token
        add column parent_id integer references access_token on delete cascade,
        -- Null: of a version before, where signing in gave its tokens the name 'api'.
        add column by_sign_in boolean;
      create index on access_token (parent_id) where parent_id is not null;

      alter table session add column proven_at timestamptz;

      -- Set where somebody who is signed in shows again who it is: that session, and no other, is told of the answer.
      alter table sso_attempt add column session_id integer references session on delete cascade;
      create index on sso_attempt (session_id) where session_id is not null;

      -- 'claim': by the address alone, as it was done before. It opens nothing until the password was given.
      alter table sso_identity
        add column linked_by text not null default 'claim' check (linked_by in ('claim', 'made', 'password'));
      update sso_identity i set linked_by = 'made' from app_user u
      where u.id = i.user_id and exists (
        select from audit_entry e where e.kind = 'user.created' and e.subject = u.email and e.data ->> 'by' = 'sso');

      -- Somebody whom the provider knows and we do not yet: until the account's own password says whose sign-in it is.
      create table sso_link (
        token_hash bytea primary key check (length(token_hash) = 32),
        person jsonb not null check (jsonb_typeof(person) = 'object'),
        next text not null check (length(next) <= 2000),
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at)
      );
      create index on sso_link (expires_at);
    `);
  }
}
