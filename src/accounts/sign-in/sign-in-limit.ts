import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { TooMany } from '../../platform/errors.js';
import { Tokens } from '../tokens.js';
import type { User } from '../user.entity.js';
import { auditActorOf } from '../audit-actor.js';

const WINDOW_MINUTES = 15;
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;

export interface FailedSignIn {
  email: string;
  address: string;
  user: User | null;
  /** Which step failed; not said where it is the password. */
  step?: 'code';
}

/** Guessing has an end: failures count for an account and for the address that they come from. */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** @param em of a transaction that must see what others have just recorded. @throws TooMany */
  async refuse(email: string, address: string, em: EntityManager = this.em.fork()): Promise<void> {
    const hash = this.tokens.hash(email.toLowerCase());
    const { rows } = await sql<{ account: number; address: number }>`
      select count(*) filter (where email_hash = ${hash})::integer as account, count(*) filter (where address = ${address})::integer as address
      from sign_in_failure
      where at > now() - make_interval(mins => ${WINDOW_MINUTES}) and (email_hash = ${hash} or address = ${address})`.execute(
      em.getKysely(),
    );
    if (rows[0]!.account < PER_ACCOUNT && rows[0]!.address < PER_ADDRESS) return;
    throw new TooMany(tooMany, WINDOW_MINUTES * 60);
  }

  /** Where nobody is named yet, or nobody of ours. @throws TooMany after as many failures from the address */
  async refuseAddress(address: string): Promise<void> {
    const { rows } = await sql<{ failures: number }>`
      select count(*)::integer as failures from sign_in_failure
      where at > now() - make_interval(mins => ${WINDOW_MINUTES}) and address = ${address}`.execute(
      this.em.fork().getKysely(),
    );
    if (rows[0]!.failures >= PER_ADDRESS) throw new TooMany(tooMany, WINDOW_MINUTES * 60);
  }

  /** Single sign-on that let nobody in: it counts for the address that it came from, and for no account. */
  recordSso({ reason, email }: { reason: string; email: string | null }, address: string): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      await this.count(em, this.tokens.make(), address);
      const by = { at: this.clock.now(), actor: null, subject: email };
      await appendAudit(em, { kind: 'sso.refused', ...by, data: { reason, address } });
    });
  }

  /** In the transaction of `em`. What was typed is not kept: it may be a password in the wrong field. */
  async record(em: EntityManager, { email, address, user, step }: FailedSignIn): Promise<void> {
    await this.count(em, email.toLowerCase(), address);
    const actor = user && auditActorOf(user);
    const data = step ? { address, step } : { address };
    const subject = user?.email ?? null;
    await appendAudit(em, { kind: 'session.refused', at: this.clock.now(), actor, subject, data });
  }

  private async count(em: EntityManager, email: string, address: string): Promise<void> {
    await sql`
      with forgotten as (delete from sign_in_failure where at < now() - make_interval(mins => ${WINDOW_MINUTES}))
      insert into sign_in_failure (email_hash, address, at) values (${this.tokens.hash(email)}, ${address}, now())`.execute(
      em.getKysely(),
    );
  }
}

const tooMany = {
  vi: 'Đăng nhập sai quá nhiều lần. Hãy thử lại sau 15 phút.',
  en: 'Too many failed attempts. Try again in 15 minutes.',
};
