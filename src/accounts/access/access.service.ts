import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Actor, By } from '../../identity/actor.js';
import { appendAudit } from '../../audit/audit.js';
import type { AuditKind } from '../../audit/audit-kinds.js';
import { NotFound, NotSignedIn, RuleBroken } from '../../platform/errors.js';
import { lockAccounts } from '../lock-accounts.js';
import { writeMail } from '../mail/outbox.js';
import { Tokens } from '../tokens.js';
import { agreementFor } from './agreement-for.js';
import type { TokenDays, TokenScope } from '../../identity/access.types.js';
import { isOfFamily, type TokenOwner } from './token-family.js';

export interface NewToken {
  name: string;
  scope: TokenScope;
  /** The slug of an agreement that the account may see; null for all of them. */
  agreement: string | null;
  days: TokenDays;
}

const MOST_TOKENS = 50;

/**
 * Makes tokens, ends tokens and sessions. What is ended is a row less: every process refuses it from its next request on. What a
 * token made goes with its row, whatever ends that.
 */
@Injectable()
export class AccessService {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
  ) {}

  /**
   * For the actor's own account, in the transaction of `em`; the owner is told by mail.
   * @param parent the token that asks for it, if one does: what it makes ends with it
   * @returns the token, which is kept nowhere, and its id
   */
  async issueTokenIn(
    em: EntityManager,
    token: NewToken,
    { address, parent }: { address: string; parent: number | null },
    { actor, at }: By,
  ): Promise<{ id: number; token: string }> {
    const secret = this.tokens.make();
    const userId = actor.userId!;
    const email = await lockAccount(em, actor, userId);
    await mustHaveRoom(em, userId);
    const endsAt = parent === null ? null : await endOfParent(em, userId, parent);
    const agreementId = token.agreement === null ? null : await agreementFor(em, token.agreement, actor);
    const { rows } = await sql<{ id: number }>`
      insert into access_token (token_hash, user_id, name, scope, agreement_id, address, created_at, expires_at, parent_id, by_sign_in)
      values (${this.tokens.hash(secret)}, ${userId}, ${token.name}, ${token.scope}, ${agreementId}, ${address},
        now(), least(now() + make_interval(days => ${token.days}), ${endsAt}), ${parent}, false)
      returning id`.execute(em.getKysely());
    await writeMail(em, { userId, kind: 'token_made' });
    // Named one by one: what came with the form, such as the password, must not slip into the log.
    const { name, scope, agreement, days } = token;
    const data = { name, scope, agreement, days, address };
    await appendAudit(em, { kind: 'token.issued', at, actor, subject: email, data });
    return { id: rows[0]!.id, token: secret };
  }

  /** And with it those that it made. @throws NotFound where it is not of those that the owner reaches */
  revokeToken(owner: TokenOwner, id: number, by: By): Promise<void> {
    return this.end('access_token', 'token.revoked', isOfFamily(owner), owner.userId, id, by);
  }

  /** @throws NotFound where the account has no such session */
  endSession(userId: number, id: number, by: By): Promise<void> {
    return this.end('session', 'session.revoked', sql`t.user_id = ${userId}`, userId, id, by);
  }

  /** @param kept the session that goes on: the caller's own. @returns how many were ended */
  endOtherSessions(userId: number, kept: number, { actor, at }: By): Promise<number> {
    return this.em.fork().transactional(async (em) => {
      const email = await lockAccount(em, actor, userId);
      const { rows } =
        await sql`delete from session where user_id = ${userId} and id <> ${kept} returning id`.execute(
          em.getKysely(),
        );
      if (rows.length > 0)
        await appendAudit(em, {
          kind: 'session.revoked',
          at,
          actor,
          subject: email,
          data: {
            sessions: rows.length,
            others: true,
          },
        });
      return rows.length;
    });
  }

  private end(
    table: 'session' | 'access_token',
    kind: AuditKind,
    isTheirs: RawBuilder<boolean>,
    userId: number,
    id: number,
    { actor, at }: By,
  ): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const email = await lockAccount(em, actor, userId);
      const name = table === 'access_token' ? sql`name` : sql`host(address)`;
      const { rows } = await sql<{ name: string | null }>`
        delete from ${sql.table(table)} t where t.id = ${id} and ${isTheirs} returning ${name} as name`.execute(
        em.getKysely(),
      );
      if (!rows[0]) throw new NotFound(goneAlready);
      const data = table === 'access_token' ? { name: rows[0].name } : { openedFrom: rows[0].name };
      await appendAudit(em, { kind, at, actor, subject: email, data });
    });
  }
}

/** Every session, token and calendar address of an account, and what is half way to one, in the transaction of `em`. @returns how many there were */
export async function endAllAccess(
  em: EntityManager,
  userId: number,
): Promise<{ sessions: number; tokens: number }> {
  const { rows } = await sql<{ sessions: number; tokens: number }>`
    with sessions as (delete from session where user_id = ${userId} returning 1),
    tokens as (delete from access_token where user_id = ${userId} returning 1),
    calendars as (delete from calendar_address where user_id = ${userId}),
    halves as (delete from half_session where user_id = ${userId})
    select (select count(*)::integer from sessions) as sessions, (select count(*)::integer from tokens) as tokens`.execute(
    em.getKysely(),
  );
  return rows[0]!;
}

/** @returns the account's address, by which the log names it */
async function lockAccount(em: EntityManager, actor: Actor, userId: number): Promise<string> {
  await lockAccounts(em, actor, userId);
  const { rows } = await sql<{ email: string }>`select email from app_user where id = ${userId}`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new NotFound();
  return rows[0].email;
}

async function mustHaveRoom(em: EntityManager, userId: number): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from access_token
    where user_id = ${userId} and not coalesce(by_sign_in, name = 'api') and expires_at > now()`.execute(
    em.getKysely(),
  );
  if (rows[0]!.n < MOST_TOKENS) return;
  throw new RuleBroken({
    vi: `Tài khoản đã có ${MOST_TOKENS} mã truy cập. Hãy thu hồi mã không còn dùng trước.`,
    en: `The account already has ${MOST_TOKENS} tokens. Revoke any that are no longer used first.`,
  });
}

/** Kept in place until the end of the transaction: nothing is made for a token that has ended. @throws NotSignedIn */
async function endOfParent(em: EntityManager, userId: number, id: number): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select expires_at as at from access_token where id = ${id} and user_id = ${userId} and expires_at > now() for key share`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new NotSignedIn();
  return rows[0].at;
}

const goneAlready = {
  vi: 'Phiên hoặc mã này không còn. Hãy tải lại trang.',
  en: 'This session or token no longer exists. Reload the page.',
};
