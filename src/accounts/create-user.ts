import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { appendAudit } from '../audit/audit.js';
import { InvitationsService } from './links/invitations.service.js';
import { passwordFault } from './password/password-rule.js';
import { hashPassword } from './passwords.js';
import { isMailAddress } from '../platform/mail/mail-address.js';
import { showsNothing } from '../platform/text.js';
import { roles, type Role } from '../identity/viewer.js';

interface NewUser {
  email: string;
  role: string;
  name: string;
  nameEn?: string;
  party?: string;
  body?: string;
  /** It is the head of that body. */
  head?: boolean;
}

/** How the account comes to its password: it is given, made here and shown once, or chosen by whoever gets the mail. */
export type FirstPassword = { given: string } | 'made' | 'invited';

/**
 * Makes an account. The database refuses one whose scope does not fit its role.
 * @returns the password where it was made here; else null
 */
export async function createUser(
  app: INestApplicationContext,
  user: NewUser,
  at: Date,
  first: FirstPassword,
): Promise<string | null> {
  const email = user.email.toLowerCase();
  if (!isMailAddress(email)) throw new Error(`${user.email} is not an email address`);
  for (const name of [user.name, user.nameEn ?? user.name])
    if (showsNothing(name)) throw new Error('The name of a post must not be empty');
  if (!roles.includes(user.role as Role))
    throw new Error(`${user.role} is not a role; choose one of: ${roles.join(', ')}`);
  const password = passwordOf(first, email);
  const hash = password === null ? null : await hashPassword(password);
  const name = JSON.stringify({ vi: user.name, en: user.nameEn ?? user.name });
  const invitations = app.get(InvitationsService, { strict: false });
  await app
    .get(EntityManager)
    .fork()
    .transactional(async (em) => {
      const { rows } = await sql<{ id: number }>`
    insert into app_user (email, name, role, party_id, body_id, head, password_hash, created_at)
    select ${email}, ${name}::jsonb, ${user.role}, p.id, b.id, ${user.head ?? false}, ${hash}, ${at}
    from (select 1) one left join party p on p.code = ${user.party ?? null} left join body b on b.code = ${user.body ?? null} and b.party_id = p.id
    on conflict (email) do nothing returning id`
        .execute(em.getKysely())
        .catch((error: Error) => Promise.reject(scopeWords(error, user)));
      if (rows.length === 0) throw new Error(`${email} already exists`);
      const { role, party, body, head } = user;
      await appendAudit(em, {
        kind: 'user.created',
        at,
        actor: null,
        subject: email,
        data: { role, party, body, ...(head && { head }) },
      });
      if (first === 'invited') await invitations.inviteIn(em, rows[0]!.id, null, at);
    });
  if (first === 'invited') await invitations.invited();
  return first === 'made' ? password : null;
}

function passwordOf(first: FirstPassword, email: string): string | null {
  if (first === 'invited') return null;
  if (first === 'made') return randomBytes(15).toString('base64url');
  const fault = passwordFault(first.given, email);
  if (fault) throw new Error(fault.en);
  return first.given;
}

function scopeWords(error: Error, { role }: NewUser): Error {
  if (/head_of_a_body/.test(error.message))
    return new Error('Only a liaison officer can be the head of a body: leave out --head');
  if (!/speaks_for_its_scope/.test(error.message)) return error;
  return new Error(
    role === 'liaison'
      ? 'A liaison officer needs --party and --body, with existing codes'
      : 'Coordinators and leaders need --party, with an existing code; auditors and administrators have none',
  );
}
