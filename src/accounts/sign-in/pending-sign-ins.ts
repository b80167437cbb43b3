import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { lockAccounts } from '../lock-accounts.js';
import { Tokens } from '../tokens.js';
import { User } from '../user.entity.js';
import { auditActorOf } from '../audit-actor.js';
import { mustBeAsVerified } from '../verified.js';

export const PENDING_SIGN_IN_MINUTES = 5;

/** Between password and code: a secret that opens nothing but the form for the code, for a few minutes. */
@Injectable()
export class PendingSignIns {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** @returns the cookie's value; only its hash is stored */
  async open(user: User, next: string, address: string): Promise<string> {
    const token = this.tokens.make();
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, null, user.id);
      await mustBeAsVerified(em, user);
      await sql`
        insert into half_session (token_hash, user_id, next, created_at, expires_at)
        values (${this.tokens.hash(token)}, ${user.id}, ${next}, now(), now() + make_interval(mins => ${PENDING_SIGN_IN_MINUTES}))`.execute(
        em.getKysely(),
      );
      const actor = auditActorOf(user);
      const by = { at: this.clock.now(), actor, subject: user.email };
      await appendAudit(em, { kind: 'session.code_asked', ...by, data: { address } });
    });
    return token;
  }

  /** @returns null where it is unknown, too old, or of a disabled account */
  async find(token: string): Promise<{ user: User; next: string } | null> {
    const em = this.em.fork();
    const { rows } = await sql<{ userId: number; next: string }>`
      select user_id as "userId", next from half_session
      where token_hash = ${this.tokens.hash(token)} and expires_at > now()`.execute(em.getKysely());
    const user = rows[0] && (await em.findOne(User, { id: rows[0].userId, active: true }));
    return user ? { user, next: rows[0]!.next } : null;
  }

  /** In the transaction of `em`. Of two at once, one ends it. */
  async end(em: EntityManager, token: string): Promise<boolean> {
    const { rows } = await sql`
      delete from half_session where token_hash = ${this.tokens.hash(token)} and expires_at > now() returning user_id`.execute(
      em.getKysely(),
    );
    return rows.length > 0;
  }
}
