import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { endStandIns } from '../notifications/notification-settings.service.js';
import { endAllAccess } from './access.service.js';

/** How many ways into an account have ended, for the log. */
export interface Ended {
  sessions: number;
  tokens: number;
  /** Whether there was a second factor. */
  factor: boolean;
  /** Whether it was linked to single sign-on. */
  sso: boolean;
}

/**
 * Of an account whose holder leaves, locked by whoever says so: no way in that he had opens anything any more, nobody stands in for him, and
 * how he wanted to be reminded is forgotten. Links that are open are for the caller to void.
 */
export async function endHolding(em: EntityManager, userId: number): Promise<Ended> {
  await endStandIns(em, userId);
  const ended = await endAllAccess(em, userId);
  const { rows } = await sql<{ factor: boolean; sso: boolean }>`
    with factors as (delete from second_factor where user_id = ${userId} returning confirmed_at is not null as "on"),
    identities as (delete from sso_identity where user_id = ${userId} returning 1),
    settings as (delete from notification_setting where user_id = ${userId}),
    passwords as (update app_user set password_hash = null where id = ${userId})
    select coalesce((select bool_or("on") from factors), false) as factor, exists (select 1 from identities) as sso`.execute(
    em.getKysely(),
  );
  return { ...ended, ...rows[0]! };
}
