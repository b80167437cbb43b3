import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { TooMany } from '../../platform/errors.js';
import { auditActorOf } from '../audit-actor.js';
import { Tokens } from '../tokens.js';
import type { User } from '../user.entity.js';
import type { From } from './from.js';
import { KnownBrowsers } from './known-browsers.js';
import { countTry, machineOf, secondsUntilRoom, type Try, type TryLimit } from './tries.js';

const limit: TryLimit = {
  table: 'sign_in_failure',
  windowMinutes: 15,
  perAccount: 10,
  perMachine: 50,
  perAccountOfMachine: 5,
};

/** Of a machine, whose tries are counted by themselves: what is refused there keeps nobody from his password. */
const ssoLimit: TryLimit = { ...limit, perAccount: limit.perMachine };

export interface FailedSignIn {
  address: string;
  user: User | null;
  /** Which step failed; not said where it is the password. */
  step?: 'code';
}

/**
 * Guessing has an end. A try counts as a failure before it is looked at, so that many at once do not slip past, and is taken
 * back where it was right: only failures are left. They count for the account, and for the machine that they come from; those of
 * a browser in which the account was signed in to before count by themselves.
 */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly browsers: KnownBrowsers,
    private readonly clock: Clock,
  ) {}

  /** Before somebody waits for his turn. @throws TooMany */
  async refuse(email: string, from: From): Promise<void> {
    const seconds = await secondsUntilRoom(this.em.fork(), limit, this.tryOf(email, from));
    if (seconds !== null) throw tooMany(seconds);
  }

  /** @returns takes it back: it was right. @throws TooMany */
  async count(email: string, from: From): Promise<() => Promise<void>> {
    return this.em.fork().transactional(async (em) => {
      const takeBack = await this.countIn(em, email, from);
      return () => takeBack(this.em.fork());
    });
  }

  /** The same in a transaction of the caller's. */
  async countIn(em: EntityManager, email: string, from: From): Promise<(em: EntityManager) => Promise<void>> {
    const counted = await countTry(em, limit, this.tryOf(email, from));
    if ('retryAfterSeconds' in counted) throw tooMany(counted.retryAfterSeconds);
    return async (within) => {
      await sql`delete from sign_in_failure where id = ${counted.id}`.execute(within.getKysely());
    };
  }

  /** Of a try that was counted, in the transaction of `em`. What was typed is not kept: it may be a password in the wrong field. */
  async record(em: EntityManager, { address, user, step }: FailedSignIn): Promise<void> {
    const actor = user && auditActorOf(user);
    const data = step ? { address, step } : { address };
    const subject = user?.email ?? null;
    await appendAudit(em, { kind: 'session.refused', at: this.clock.now(), actor, subject, data });
  }

  /** Somebody has signed in: what he got wrong before, in the same browser or at the same machine, counts no more. */
  async forgetFrom(em: EntityManager, email: string, from: From): Promise<void> {
    const { account, address, known } = this.tryOf(email, from);
    await sql`
      delete from sign_in_failure
      where email_hash = ${account} and (known = ${known} or known is null and address = ${machineOf(address)}::inet)`.execute(
      em.getKysely(),
    );
  }

  /** The password is another: what was guessed at the one before, wherever, counts no more. */
  async forgetAll(em: EntityManager, email: string): Promise<void> {
    const { account } = this.tryOf(email, { address: '0.0.0.0' });
    await sql`
      with asked as (delete from reset_request where email_hash = ${account})
      delete from sign_in_failure where email_hash = ${account}`.execute(em.getKysely());
  }

  /** Single sign-on names nobody yet: it counts for the machine, and by itself. @throws TooMany */
  async refuseAddress(address: string): Promise<void> {
    const seconds = await secondsUntilRoom(this.em.fork(), ssoLimit, this.ssoTryOf(address));
    if (seconds !== null) throw tooMany(seconds);
  }

  /** Single sign-on that let nobody in. */
  recordSso({ reason, email }: { reason: string; email: string | null }, address: string): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const counted = await countTry(em, ssoLimit, this.ssoTryOf(address));
      if ('retryAfterSeconds' in counted) throw tooMany(counted.retryAfterSeconds);
      const by = { at: this.clock.now(), actor: null, subject: email };
      await appendAudit(em, { kind: 'sso.refused', ...by, data: { reason, address } });
    });
  }

  private ssoTryOf(address: string): Try {
    const machine = this.tokens.hash(`single sign-on from ${machineOf(address)}`);
    return { account: machine, address, known: machine };
  }

  private tryOf(email: string, from: From): Try {
    const account = email.toLowerCase();
    const known = this.browsers.countedAs(account, from);
    return { account: this.tokens.hash(account), address: from.address, known };
  }
}

export function tooMany(seconds: number): TooMany {
  const minutes = Math.ceil(seconds / 60);
  return new TooMany(
    {
      vi: `Đăng nhập sai quá nhiều lần. Hãy thử lại sau ${minutes} phút.`,
      en: `Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
    seconds,
  );
}
