import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { actorOf } from '../actor.js';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import { AccountLinks } from '../links/account-links.js';
import { AccountMailBell } from '../mail/account-mail.bell.js';
import { writeMail } from '../mail/outbox.js';
import { hashPassword } from '../passwords.js';
import { SessionsService } from '../sessions.service.js';
import { passwordFault } from './password-rule.js';

/** Sets passwords: by a mailed link, or by whoever knows the present one. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly em: EntityManager,
    private readonly links: AccountLinks,
    private readonly sessions: SessionsService,
    private readonly bell: AccountMailBell,
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
    await this.em.fork().transactional(async (fork) => {
      const em = fork as EntityManager;
      const used = await this.links.use(em, token);
      if (!used) throw new NotFound(linkIsGone);
      await this.store(em, used.userId, hash, null);
      const viewer = await this.sessions.viewer(used.userId);
      const data = { by: used.purpose };
      const subject = viewer.email;
      await appendAudit(em, {
        kind: 'password.set',
        at: this.clock.now(),
        actor: actorOf(viewer),
        subject,
        data,
      });
    });
    await this.bell.ring();
  }

  /** Stores it, and ends what was opened by the one before. @param keep hash of the session that goes on */
  async store(em: EntityManager, userId: number, hash: string, keep: Buffer | null): Promise<void> {
    await sql`
      with changed as (update app_user set password_hash = ${hash} where id = ${userId}),
      tokens as (delete from access_token where user_id = ${userId})
      delete from session where user_id = ${userId} and token_hash is distinct from ${keep}`.execute(
      em.getKysely(),
    );
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
  en: 'This link was used, has expired, or there is a newer one. Ask for a new one on the sign-in page.',
};
