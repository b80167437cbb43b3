import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** What a mail to an account tells. */
export type AccountMailKind =
  | 'invitation'
  | 'reset'
  | 'password_changed'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'token_made'
  | 'calendar_made'
  | 'webhook_off'
  | 'sso_linked';

export interface AccountMailToWrite {
  userId: number;
  kind: AccountMailKind;
  linkId?: string;
}

/**
 * Puts a mail into the outbox, in the transaction of what it tells: what is taken back sends nothing, what stands is sent,
 * however long the mail server is away.
 */
export async function writeMail(
  em: EntityManager,
  { userId, kind, linkId }: AccountMailToWrite,
): Promise<void> {
  await sql`
    insert into account_mail (user_id, kind, link_id, created_at)
    values (${userId}, ${kind}, ${linkId ?? null}::bigint, now())`.execute(em.getKysely());
}
