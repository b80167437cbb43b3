import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import { ownerOf } from './draft.sql.js';
import { isWaitingFor } from './mail-draft.sql.js';
import type { MailDraft } from './mail-draft.types.js';

/** What came over the links of mails to the reader's own body; nobody reads another's. */
@Injectable()
export class MailDraftsQueries {
  constructor(private readonly em: EntityManager) {}

  /** @throws NotFound where it does not wait, or not for the reader's body */
  async one({ agreement, viewer }: RequestScope, code: string, id: number): Promise<MailDraft> {
    const { rows } = await sql<MailDraft>`
      select m.id, m.content, c.title, iso(m.saved_at) as "savedAt", u.name as "sentTo"
      from mail_draft m join commitment c on c.id = m.commitment_id join app_user u on u.id = m.user_id
      where m.id = ${id} and c.agreement_id = ${agreement.id} and c.code = ${code} and ${isWaitingFor(ownerOf(viewer))}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}
