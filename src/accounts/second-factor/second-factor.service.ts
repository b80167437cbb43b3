import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit, type AuditActor } from '../../audit/audit.js';
import { NotFound, NotSignedIn, RuleBroken } from '../../platform/errors.js';
import { endAllAccess } from '../access/access.service.js';
import { lockAccounts } from '../lock-accounts.js';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import { writeMail } from '../mail/outbox.js';
import type { From } from '../sign-in/from.js';
import { User } from '../user.entity.js';
import { CodeVerifier, type Allowed } from './code-verifier.js';
import { SecondFactorEncryption } from './second-factor-encryption.js';
import { makeRecoveryCodes } from './recovery-codes.js';
import { newSecret, otpauthUri, secretText, stepOf } from './totp.js';

export interface FactorState {
  /** Since when it is asked for; null where it is not. */
  since: string | null;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
}

/** What the app is told, by picture or by hand. */
export interface FactorToSetUp {
  uri: string;
  secret: string;
}

export interface Owner {
  userId: number;
  email: string;
}

/** That it is the owner who asks: a code, and from where. */
export interface Proof {
  code: string;
  from: From;
}

export interface By {
  actor: AuditActor | null;
  at: Date;
}

/** Turns second factors on and off. Who may do so was asked before: the owner with password and code, an administrator. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly em: EntityManager,
    private readonly encryption: SecondFactorEncryption,
    private readonly notifier: AccountMailNotifier,
    private readonly codes: CodeVerifier,
  ) {}

  async state(userId: number): Promise<FactorState> {
    const { rows } = await sql<FactorState>`
      select (select iso(confirmed_at) from second_factor where user_id = ${userId}) as since,
        (select count(*)::integer from recovery_code where user_id = ${userId} and used_at is null) as "codesLeft"`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]!;
  }

  /** Makes a secret that is asked of nobody until it is confirmed. @throws RuleBroken where one is on already */
  async start({ userId, email }: Owner, by: By): Promise<void> {
    const locked = this.encryption.encrypt(newSecret(), userId);
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, by.actor, userId);
      const { rows } = await sql`
      insert into second_factor (user_id, secret, created_at) values (${userId}, ${locked}, now())
      on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
      where second_factor.confirmed_at is null returning user_id`.execute(em.getKysely());
      if (rows.length === 0) throw new RuleBroken(isOn);
      await appendAudit(em, { kind: 'factor.started', ...by, subject: email });
    });
  }

  /** @returns null where none is being set up */
  async toSetUp({ userId, email }: Owner): Promise<FactorToSetUp | null> {
    const secret = (await this.pending(userId))?.secret;
    return secret ? { uri: otpauthUri(secret, email), secret: secretText(secret) } : null;
  }

  /**
   * The first code shows that the app has it: from then on it is asked for at each sign-in.
   * @param kept the session in which it is done; the others had no second factor and end
   * @returns the recovery codes, which are shown once and kept nowhere
   */
  async confirm(owner: Owner, code: string, kept: number | null, by: By): Promise<string[]> {
    const pending = await this.pending(owner.userId);
    const step = pending?.secret ? stepOf(pending.secret, code.replace(/\s/g, ''), new Date()) : null;
    if (step === null) throw new RuleBroken(wrongFirstCode, 'code');
    const codes = makeRecoveryCodes();
    await this.transaction(async (em) => {
      await lockAccounts(em, by.actor, owner.userId);
      const { rows } = await sql`
        update second_factor set confirmed_at = now(), last_step = ${step}
        where user_id = ${owner.userId} and confirmed_at is null and secret = ${pending!.locked} returning user_id`.execute(
        em.getKysely(),
      );
      if (rows.length === 0) throw new RuleBroken(isOn);
      await this.replaceCodes(em, owner.userId, codes);
      await sql`delete from session where user_id = ${owner.userId} and id is distinct from ${kept}`.execute(
        em.getKysely(),
      );
      await writeMail(em, { userId: owner.userId, kind: 'second_factor_on' });
      await appendAudit(em, { kind: 'factor.enabled', ...by, subject: owner.email });
    });
    return codes;
  }

  /** New recovery codes; the old ones open nothing from then on. @throws RuleBroken, TooMany: as for `turnOff` */
  async renewCodes(owner: Owner, proof: Proof, by: By): Promise<string[]> {
    const codes = makeRecoveryCodes();
    await this.proven(owner, proof, async (em) => {
      await this.replaceCodes(em, owner.userId, codes);
      await appendAudit(em, { kind: 'factor.recovery_made', ...by, subject: owner.email });
    });
    return codes;
  }

  /** By its owner. @throws RuleBroken where it is off, or naming the code where that is wrong; TooMany after too many */
  async turnOff(owner: Owner, proof: Proof, by: By): Promise<void> {
    await this.proven(owner, proof, async (em) => {
      await this.remove(em, owner.userId);
      await writeMail(em, { userId: owner.userId, kind: 'second_factor_off' });
      await appendAudit(em, { kind: 'factor.disabled', ...by, subject: owner.email });
    });
    await this.notifier.notify();
  }

  /** By an administrator, where the app was lost: whoever holds a session of the account signs in anew. */
  async reset(userId: number, by: By): Promise<void> {
    await this.transaction(async (em) => {
      await lockAccounts(em, by.actor, userId);
      const { rows } = await sql<{ email: string }>`select email from app_user where id = ${userId}`.execute(
        em.getKysely(),
      );
      if (!rows[0]) throw new NotFound();
      if (!(await this.remove(em, userId))) throw new RuleBroken(isOff);
      await endAllAccess(em, userId);
      await writeMail(em, { userId, kind: 'second_factor_off' });
      await appendAudit(em, { kind: 'factor.reset', ...by, subject: rows[0].email });
    });
  }

  /** The code is used up by what it allows, and by nothing else. */
  private async proven({ userId }: Owner, { code, from }: Proof, act: Allowed): Promise<void> {
    if (!(await this.codes.isAsked(userId))) throw new RuleBroken(isOff);
    const user = await this.em.fork().findOneOrFail(User, userId);
    await this.codes.take(user, code, from, act).catch((error: unknown) => {
      throw error instanceof NotSignedIn && error.field ? new RuleBroken(error.text, 'code') : error;
    });
  }

  private async pending(userId: number): Promise<{ secret: Buffer | null; locked: Buffer } | null> {
    const { rows } = await sql<{ locked: Buffer }>`
      select secret as locked from second_factor where user_id = ${userId} and confirmed_at is null`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0] ? { secret: this.encryption.decrypt(rows[0].locked, userId), ...rows[0] } : null;
  }

  private async remove(em: EntityManager, userId: number): Promise<boolean> {
    const { rows } = await sql<{ on: boolean }>`
      delete from second_factor where user_id = ${userId} returning confirmed_at is not null as "on"`.execute(
      em.getKysely(),
    );
    return rows[0]?.on ?? false;
  }

  private async replaceCodes(em: EntityManager, userId: number, codes: string[]): Promise<void> {
    const hashes = codes.map((code) => this.encryption.hash(code, userId).toString('hex'));
    await sql`delete from recovery_code where user_id = ${userId}`.execute(em.getKysely());
    await sql`
      insert into recovery_code (user_id, code_hash, created_at)
      select ${userId}, decode(hash, 'hex'), now() from unnest(${hashes}::text[]) as hash`.execute(
      em.getKysely(),
    );
  }

  private async transaction(act: (em: EntityManager) => Promise<void>): Promise<void> {
    await this.em.fork().transactional((em) => act(em));
    await this.notifier.notify();
  }
}

const isOn = {
  vi: 'Xác thực hai bước của tài khoản này đang bật. Để đổi ứng dụng, hãy tắt rồi bật lại.',
  en: 'The second factor of this account is on. To change the app, turn it off and on again.',
};
const isOff = {
  vi: 'Tài khoản này chưa bật xác thực hai bước.',
  en: 'This account has no second factor.',
};
const wrongFirstCode = {
  vi: 'Mã chưa đúng. Hãy nhập 6 chữ số đang hiện trong ứng dụng, và kiểm tra giờ của điện thoại.',
  en: 'The code is wrong. Enter the 6 digits your app shows now, and check your phone’s clock.',
};
