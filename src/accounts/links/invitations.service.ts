import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendAudit, type AuditActor } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import { lockAccounts } from '../lock-accounts.js';
import type { From } from '../sign-in/from.js';
import { AccountLinks } from './account-links.js';
import { ResetRequests } from './reset-requests.js';

/** Every answer takes at least this long, whether an account exists or not. */
const ANSWER_AFTER_MS = 400;

/** Links by which people come to a password: the administrator invites, or they ask for one themselves. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly em: EntityManager,
    private readonly links: AccountLinks,
    private readonly requests: ResetRequests,
    private readonly notifier: AccountMailNotifier,
    private readonly clock: Clock,
  ) {}

  /** Mails a link to set a password; an older invitation opens nothing from then on. @param actor null for the command line */
  async invite(userId: number, actor: AuditActor | null, at: Date): Promise<void> {
    await this.em.fork().transactional((em) => this.inviteIn(em, userId, actor, at));
    await this.notifier.notify();
  }

  /**
   * The same inside a transaction of the caller's, which creates the account, say. Nothing is lost where nobody rings:
   * the outbox is looked at every minute. `invited` rings.
   */
  async inviteIn(em: EntityManager, userId: number, actor: AuditActor | null, at: Date): Promise<void> {
    await lockAccounts(em, actor, userId);
    const { rows } = await sql<{ email: string; active: boolean }>`
      select email, active from app_user where id = ${userId}`.execute(em.getKysely());
    const user = rows[0];
    if (!user) throw new NotFound();
    if (!user.active) throw new RuleBroken(isDisabled);
    await this.links.make(em, userId, 'invitation');
    await appendAudit(em, { kind: 'account.invited', at, actor, subject: user.email });
  }

  /** To be called after the commit of `inviteIn`. */
  invited(): Promise<void> {
    return this.notifier.notify();
  }

  /**
   * Mails a link to set a new password, where there is such an account; not to one that was made by single sign-on and has
   * none, for whom the provider decides. The caller learns nothing of that: same words,
   * same steps, similar time.
   * @throws TooMany where too many were asked for, for an address that has no account alike
   */
  async requestReset(email: string, from: From): Promise<void> {
    const answer = sleep(ANSWER_AFTER_MS);
    await this.requests.count(email, from);
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ id: number }>`
        select u.id from app_user u where u.email = ${email.toLowerCase()} and u.active
          and (u.password_hash is not null or not exists (select 1 from sso_identity i where i.user_id = u.id))`.execute(
        em.getKysely(),
      );
      const user = rows[0];
      if (user) await this.links.make(em, user.id, 'reset');
      const kind = user ? 'account.reset_requested' : 'account.reset_refused';
      const subject = user ? email.toLowerCase() : null;
      await appendAudit(em, {
        kind,
        at: this.clock.now(),
        actor: null,
        subject,
        data: { address: from.address },
      });
    });
    await Promise.all([this.notifier.notify(), answer]);
  }
}

const isDisabled = {
  vi: 'Tài khoản này đang bị khóa. Hãy mở lại tài khoản rồi mời.',
  en: 'This account is disabled. Enable it, then send the invitation.',
};
