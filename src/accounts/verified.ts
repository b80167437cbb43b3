import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { NotSignedIn } from '../platform/errors.js';
import type { User } from './user.entity.js';

/**
 * Whether an account is still as it was when its owner was recognised: active, with the password that was verified. Verifying
 * takes its time; what it opens is opened with the account locked, and only where this holds.
 */
export async function isAsVerified(em: EntityManager, { id, passwordHash }: User): Promise<boolean> {
  const { rows } = await sql`
    select 1 from app_user u
    where u.id = ${id} and u.active and u.password_hash is not distinct from ${passwordHash ?? null}::text`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

/** Without a second factor, which may have been turned on meanwhile. @throws NotSignedIn */
export async function mustOpen(em: EntityManager, user: User): Promise<void> {
  const { rows } = await sql`
    select 1 from second_factor where user_id = ${user.id} and confirmed_at is not null`.execute(
    em.getKysely(),
  );
  if (rows.length > 0) throw new NotSignedIn(changedMeanwhile);
  await mustBeAsVerified(em, user);
}

/** @throws NotSignedIn */
export async function mustBeAsVerified(em: EntityManager, user: User): Promise<void> {
  if (!(await isAsVerified(em, user))) throw new NotSignedIn(changedMeanwhile);
}

const changedMeanwhile = {
  vi: 'Tài khoản vừa thay đổi trong khi đăng nhập. Hãy đăng nhập lại.',
  en: 'The account changed while you were signing in. Sign in again.',
};
