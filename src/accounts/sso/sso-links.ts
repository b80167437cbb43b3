import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { NotSignedIn } from '../../platform/errors.js';
import { Tokens } from '../tokens.js';
import type { SsoPerson } from './sso-person.js';
import { ATTEMPT_MINUTES } from './sso-attempts.js';

/** Somebody whom the provider knows, between that and the password of an account here: in one browser, for a few minutes, once. */
@Injectable()
export class SsoLinks {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** @returns what the browser keeps; only its hash is stored */
  async open(person: SsoPerson, next: string): Promise<string> {
    const secret = this.tokens.make();
    await sql`
      with forgotten as (delete from sso_link where expires_at < now())
      insert into sso_link (token_hash, person, next, created_at, expires_at)
      values (${this.tokens.hash(secret)}, ${JSON.stringify(person)}::jsonb, ${next}, now(), now() + make_interval(mins => ${ATTEMPT_MINUTES}))`.execute(
      this.em.fork().getKysely(),
    );
    return secret;
  }

  /** That somebody came who has an account to be linked first: told, and no failure that would count against the office's address. */
  askedFor(email: string | null, address: string): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const data = { reason: 'has_account', address };
      await appendAudit(em, { kind: 'sso.refused', at: this.clock.now(), actor: null, subject: email, data });
    });
  }

  /** The address that the provider named, for the form. @throws NotSignedIn where the link is used or too old */
  async find(secret: string): Promise<{ person: SsoPerson; next: string }> {
    return this.row(
      this.em.fork(),
      sql`select person, next from sso_link where token_hash = ${this.tokens.hash(secret)} and expires_at > now()`,
    );
  }

  /** Uses it up, in the transaction of `em`. @throws as for `find` */
  async take(em: EntityManager, secret: string): Promise<{ person: SsoPerson; next: string }> {
    return this.row(
      em,
      sql`delete from sso_link where token_hash = ${this.tokens.hash(secret)} and expires_at > now() returning person, next`,
    );
  }

  private async row(em: EntityManager, statement: ReturnType<typeof sql>) {
    const { rows } = await statement.execute(em.getKysely());
    if (!rows[0]) throw new NotSignedIn(tooLate);
    return rows[0] as { person: SsoPerson; next: string };
  }
}

/** Each has a cookie of its own, by which the form names it. */
export const linkName = (secret: string) => createHash('sha256').update(secret).digest('hex').slice(0, 16);
export const linkCookie = (name: string) => `sso-link-${name}`;

const tooLate = {
  vi: `Đã quá ${ATTEMPT_MINUTES} phút từ khi đăng nhập ở hệ thống đăng nhập chung, hoặc tài khoản đã được gắn. Hãy bấm lại “Đăng nhập một lần (SSO)” ở trang đăng nhập.`,
  en: `More than ${ATTEMPT_MINUTES} minutes have passed since you signed in at the single sign-on service, or the account has already been linked. Start single sign-on again.`,
};
