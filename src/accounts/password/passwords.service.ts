import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { actorOf } from '../../identity/actor.js';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { NotFound, NotSignedIn, RuleBroken } from '../../platform/errors.js';
import { lockAccounts } from '../lock-accounts.js';
import { AccountLinks } from '../links/account-links.js';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import { writeMail } from '../mail/outbox.js';
import { hashPassword } from '../passwords.js';
import type { From } from '../sign-in/from.js';
import { SessionsService } from '../sessions.service.js';
import type { User } from '../user.entity.js';
import { isAsVerified } from '../verified.js';
import type { RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { passwordFault } from './password-rule.js';

export interface ChangeOfPassword {
  current: string;
  password: string;
  /** The session that goes on. */
  kept: number | null;
  from: From;
}

/** Sets passwords: by a mailed link, or by whoever knows the present one. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly em: EntityManager,
    private readonly links: AccountLinks,
    private readonly sessions: SessionsService,
    private readonly notifier: AccountMailNotifier,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses the link up, sets the password, and ends every session and token of the account.
   * @throws NotFound where the link opens nothing (any more), RuleBroken where the password may not be used
   */
  async setByLink(token: string, password: string): Promise<void> {
    const link = await this.links.find(token);
    if (!link) throw new NotFound(linkIsGone);
    refuseWeak(password, link.email);
    // Takes its time, so it stands before the transaction: whoever comes first with it uses the link.
    const hash = await hashPassword(password);
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, null, link.userId);
      const used = await this.links.use(em, token);
      if (!used) throw new NotFound(linkIsGone);
      await this.store(em, link, hash, null);
      const viewer = await this.sessions.viewer(used.userId);
      const data = { by: used.purpose };
      const subject = viewer.email;
      await appendAudit(em, {
        kind: 'password.set',
        at: this.clock.now(),
        actor: actorOf(viewer, null),
        subject,
        data,
      });
    });
    await this.notifier.notify();
  }

  async has(userId: number): Promise<boolean> {
    const { rows } = await sql<{ has: boolean }>`
      select password_hash is not null as has from app_user where id = ${userId}`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]?.has ?? false;
  }

  /**
   * By whoever knows the present one; the session in which it is done goes on.
   * @throws RuleBroken naming the field, TooMany after too many wrong guesses: they count as failed sign-ins
   */
  async change(
    { viewer, by }: RequestScope,
    { current, password, kept, from }: ChangeOfPassword,
  ): Promise<void> {
    const verified = await this.mustBe(viewer, current, from, 'current');
    refuseWeak(password, viewer.email);
    const hash = await hashPassword(password);
    await this.em.fork().transactional(async (em) => {
      await lockAccounts(em, by.actor, viewer.userId);
      if (!(await isAsVerified(em, verified))) throw new RuleBroken(notCurrent, 'current');
      await this.store(em, viewer, hash, kept);
      await appendAudit(em, { kind: 'password.changed', ...by, subject: viewer.email });
    });
    await this.notifier.notify();
  }

  /** @throws RuleBroken naming the field where it is not the present one, TooMany after too many wrong guesses */
  async mustBe(viewer: Viewer, password: string, from: From, field: string): Promise<User> {
    return this.sessions.authenticate(viewer.email, password, from).catch((error: unknown) => {
      throw error instanceof NotSignedIn ? new RuleBroken(notCurrent, field) : error;
    });
  }

  /**
   * Stores it, and ends what was opened by the one before. The account is locked by then: what was being opened is there to be
   * seen by the second statement, and what opens later finds another password than it verified.
   * @param kept id of the session that goes on
   */
  private async store(
    em: EntityManager,
    { userId, email }: Pick<Viewer, 'userId' | 'email'>,
    hash: string,
    kept: number | null,
  ): Promise<void> {
    await sql`update app_user set password_hash = ${hash} where id = ${userId}`.execute(em.getKysely());
    await this.sessions.endOld(em, { id: userId, email }, kept);
    await this.links.voidOpen(em, userId);
    await writeMail(em, { userId, kind: 'password_changed' });
  }
}

/** @throws RuleBroken naming the field */
export function refuseWeak(password: string, email: string): void {
  const fault = passwordFault(password, email);
  if (fault) throw new RuleBroken(fault, 'password');
}

export const linkIsGone = {
  vi: 'Liên kết này đã dùng, đã hết hạn hoặc đã có liên kết mới hơn. Hãy yêu cầu liên kết mới ở trang đăng nhập.',
  en: 'This link has been used, has expired or has been replaced by a newer one. Request a new one on the sign-in page.',
};

const notCurrent = {
  vi: 'Mật khẩu hiện tại chưa đúng. Hãy nhập lại.',
  en: 'The current password is wrong. Enter it again.',
};
