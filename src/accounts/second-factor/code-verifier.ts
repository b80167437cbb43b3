import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { NotSignedIn } from '../../platform/errors.js';
import { lockAccounts } from '../lock-accounts.js';
import type { From } from '../sign-in/from.js';
import { SignInLimit } from '../sign-in/sign-in-limit.js';
import type { User } from '../user.entity.js';
import { SecondFactorEncryption } from './second-factor-encryption.js';
import { plainCode } from './recovery-codes.js';
import { stepOf } from './totp.js';
import { auditActorOf } from '../audit-actor.js';

export type Allowed = (em: EntityManager) => Promise<void>;

/** Says whether a code is right, once. */
@Injectable()
export class CodeVerifier {
  constructor(
    private readonly em: EntityManager,
    private readonly encryption: SecondFactorEncryption,
    private readonly limit: SignInLimit,
    private readonly clock: Clock,
  ) {}

  /** Is a second factor asked of this account? */
  async isAsked(userId: number): Promise<boolean> {
    const { rows } = await sql`
      select 1 from second_factor where user_id = ${userId} and confirmed_at is not null`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  /**
   * Takes a code of the app, or a recovery code, and uses it up. The account is locked meanwhile: guesses for one are looked at
   * one after the other, so that none slips past the limit.
   * @param then what the right code allows: in the same transaction, so that both happen or neither
   * @throws NotSignedIn naming the field where it is wrong, was used, or is too old; TooMany after too many
   */
  async take(user: User, code: string, from: From, then: Allowed): Promise<void> {
    const isRight = await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, null, user.id);
      const { rows } = await sql<{ secret: Buffer }>`
        select secret from second_factor where user_id = ${user.id} and confirmed_at is not null`.execute(
        em.getKysely(),
      );
      const takeBack = await this.limit.countIn(em, user.email, from);
      if (rows[0] && (await this.isRight(em, user, rows[0].secret, code))) {
        await takeBack(em);
        await then(em);
        return true;
      }
      await this.limit.record(em, { address: from.address, user, step: 'code' });
      return false;
    });
    if (!isRight) throw new NotSignedIn(wrongCode, 'code');
  }

  private async isRight(em: EntityManager, user: User, locked: Buffer, code: string): Promise<boolean> {
    return (await this.takeFromApp(em, user.id, locked, code)) || (await this.takeRecovery(em, user, code));
  }

  /** Real time, also in the demo: apps go by the wall clock. A step is taken once, and none before it ever again. */
  private async takeFromApp(
    em: EntityManager,
    userId: number,
    locked: Buffer,
    code: string,
  ): Promise<boolean> {
    const secret = this.encryption.decrypt(locked, userId);
    const step = secret && stepOf(secret, code.replace(/\s/g, ''), new Date());
    if (step === null) return false;
    const { rows } = await sql`
      update second_factor set last_step = ${step} where user_id = ${userId} and last_step < ${step} returning user_id`.execute(
      em.getKysely(),
    );
    return rows.length > 0;
  }

  private async takeRecovery(em: EntityManager, user: User, code: string): Promise<boolean> {
    const { rows } = await sql`
      update recovery_code set used_at = now()
      where user_id = ${user.id} and code_hash = ${this.encryption.hash(plainCode(code), user.id)} and used_at is null
      returning id`.execute(em.getKysely());
    if (rows.length === 0) return false;
    const actor = auditActorOf(user);
    const by = { at: this.clock.now(), actor, subject: user.email };
    await appendAudit(em, { kind: 'factor.recovery_used', ...by });
    return true;
  }
}

const wrongCode = {
  vi: 'Mã chưa đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng.',
  en: 'The code is wrong, already used or too old. Enter the one your app shows now, or an unused recovery code.',
};
