import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Config } from '../../config/config.js';
import type { Mail } from '../../platform/mail/mailer.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { addressee } from '../addressee.sql.js';
import { LinkSecrets } from '../links/link-secrets.js';
import { accountMailHtml, accountMailText } from './account-mail.view.js';
import { accountMailWords } from './account-mail.words.js';
import type { AccountMailKind } from './outbox.js';

export interface ClaimedMail {
  id: string;
  kind: AccountMailKind;
  attempt: number;
  email: string;
  name: BilingualText;
  language: Language;
  /** Of the link it carries, where it carries one. */
  salt: string | null;
  /** False where the account is closed, or its link is used, void or past its time: then there is nothing to say. */
  stillTrue: boolean;
}

/** Longer than any sending takes: a worker that was lost gives its mail back so. */
const LEASE_MINUTES = 5;
const LONGEST_WAIT_MINUTES = 30;

const isDue = sql`sent_at is null and failed_at is null and next_attempt_at <= now()`;

/** Where a mail leads that carries no link of its own: to what it tells of, or else to where a password is reset. */
const pages: Partial<Record<AccountMailKind, string>> = {
  token_made: '/tai-khoan#ma-truy-cap',
  calendar_made: '/tai-khoan#dia-chi-lich',
  webhook_off: '/quan-tri/webhook',
};

/** The outbox as the sender sees it: who gets what, and what became of it. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly em: EntityManager,
    private readonly secrets: LinkSecrets,
    private readonly config: Config,
  ) {}

  /** Whether one is due. */
  async hasDue(): Promise<boolean> {
    const { rows } = await sql`select 1 from account_mail where ${isDue} limit 1`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }

  /** Takes the next mail that is due. @returns null where none is */
  async claim(): Promise<ClaimedMail | null> {
    const { rows } = await sql<ClaimedMail>`
      with next as (
        select id from account_mail where ${isDue} order by next_attempt_at, id limit 1 for update skip locked
      ), claimed as (
        update account_mail m set attempts = attempts + 1, next_attempt_at = now() + make_interval(mins => ${LEASE_MINUTES})
        from next where m.id = next.id returning m.*
      )
      select c.id::text, c.kind, c.attempts as attempt, u.email, ${addressee} as name, u.language, l.salt::text,
        u.active and (l.id is null or l.used_at is null and l.voided_at is null and l.expires_at > now()) as "stillTrue"
      from claimed c join app_user u on u.id = c.user_id left join account_link l on l.id = c.link_id`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0] ?? null;
  }

  /** In the language of the account. */
  write({ id, kind, email, name, language, salt }: ClaimedMail, date: Date): Mail {
    const { publicUrl, demo } = this.config;
    const path = salt ? `/dat-mat-khau/${this.secrets.tokenOf(salt)}` : (pages[kind] ?? '/quen-mat-khau');
    const href = publicUrl + path;
    const content = { kind, email, name: name[language], language, href, publicUrl, demo };
    return {
      to: { name: name[language], address: email },
      subject: accountMailWords(language, kind).subject,
      text: accountMailText(content),
      html: accountMailHtml(content),
      messageId: `<account-${id}@${new URL(publicUrl).hostname}>`,
      date,
    };
  }

  async markSent(em: EntityManager, { id, kind, email, attempt }: ClaimedMail, at: Date): Promise<void> {
    await sql`update account_mail set sent_at = now(), reason = null where id = ${id}::bigint`.execute(
      em.getKysely(),
    );
    await appendAudit(em, {
      kind: 'account.mail_sent',
      at,
      actor: null,
      subject: email,
      data: { mail: kind, attempt },
    });
  }

  /** For good. @param reason `no_longer_true`, or what the mail server said */
  async markFailed(
    em: EntityManager,
    { id, kind, email }: ClaimedMail,
    reason: string,
    at: Date,
  ): Promise<void> {
    await sql`update account_mail set failed_at = now(), reason = ${reason} where id = ${id}::bigint`.execute(
      em.getKysely(),
    );
    const data = { mail: kind, reason: reason.split(':')[0] };
    await appendAudit(em, { kind: 'account.mail_failed', at, actor: null, subject: email, data });
  }

  /** To be tried again after a while. */
  async release(em: EntityManager, { id, attempt }: ClaimedMail, reason: string): Promise<void> {
    const minutes = Math.min(LONGEST_WAIT_MINUTES, 2 ** (attempt - 1));
    await sql`
      update account_mail set reason = ${reason}, next_attempt_at = now() + make_interval(mins => ${minutes})
      where id = ${id}::bigint`.execute(em.getKysely());
  }
}
