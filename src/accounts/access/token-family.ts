import { sql, type RawBuilder } from 'kysely';

/** Which tokens somebody may see and end. */
export interface TokenOwner {
  userId: number;
  /** The token that asks: it reaches itself and what it made. Null for people, who reach all of the account. */
  token: number | null;
}

export const allOf = (userId: number): TokenOwner => ({ userId, token: null });

/** A condition on `access_token`, under the name `t`. */
export function isOfFamily({ userId, token }: TokenOwner): RawBuilder<boolean> {
  if (token === null) return sql`t.user_id = ${userId}`;
  return sql`t.user_id = ${userId} and t.id in (
    with recursive family (id) as (
      select ${token}::integer union select c.id from access_token c join family f on c.parent_id = f.id
    ) select id from family)`;
}
