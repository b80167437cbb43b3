import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { mustStand, type Standee } from '../platform/standing.js';

/**
 * Before an account, or anything that opens one, is changed: locks it together with that of whoever does so, and asks whether
 * he still may. Accounts come first, in the order of their ids, and their sessions, tokens, links and factors after them:
 * two administrators who disable each other do it one after the other, and the second finds himself signed out.
 * @param more others to lock with them, by their row `u`
 * @throws SignedOutMeanwhile, MovedMeanwhile
 */
export async function lockAccounts(
  em: EntityManager,
  actor: (Standee & { userId: number | null }) | null,
  userId: number,
  more = sql<boolean>`false`,
): Promise<void> {
  await sql`
    select id from app_user u where u.id in (${userId}, ${actor?.userId ?? userId}) or ${more} order by u.id for update`.execute(
    em.getKysely(),
  );
  await mustStand(em, actor);
}
