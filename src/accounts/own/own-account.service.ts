import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { actorOf } from '../../identity/actor.js';
import type { Viewer } from '../../identity/viewer.js';

/** What people change of their own account. Role, side and body are an administrator's to change. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Of the mails that the account gets. Choosing the same again changes nothing. */
  async chooseLanguage(viewer: Viewer, language: Language): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql`
        update app_user set language = ${language} where id = ${viewer.userId} and language <> ${language} returning id`.execute(
        em.getKysely(),
      );
      if (rows.length === 0) return;
      const by = { at: this.clock.now(), actor: actorOf(viewer), subject: viewer.email };
      await appendAudit(em, {
        kind: 'account.language_changed',
        ...by,
        data: { from: viewer.language, to: language },
      });
    });
  }
}
