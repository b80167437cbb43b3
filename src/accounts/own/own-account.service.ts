import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Language } from '../../platform/text.js';
import type { RequestScope } from '../../identity/scope.js';

/** What people change of their own account. Role, side and body are an administrator's to change. */
@Injectable()
export class OwnAccountService {
  constructor(private readonly em: EntityManager) {}

  /** Of the mails that the account gets. Choosing the same again changes nothing. */
  async chooseLanguage({ viewer, by }: RequestScope, language: Language): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql`
        update app_user set language = ${language} where id = ${viewer.userId} and language <> ${language} returning id`.execute(
        em.getKysely(),
      );
      if (rows.length === 0) return;
      await appendAudit(em, {
        kind: 'account.language_changed',
        ...by,
        subject: viewer.email,
        data: { from: viewer.language, to: language },
      });
    });
  }
}
