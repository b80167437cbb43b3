import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Draft, WaitingDraft } from './draft.types.js';
import { bodyOf, draftOf, ownerOf, type DraftOwner } from './draft.sql.js';
import { isWaitingFor } from './mail-draft.sql.js';

const MOST_WAITING = 50;

/** Drafts of the reader's own body; nobody reads another's. */
@Injectable()
export class DraftsQueries {
  constructor(private readonly em: EntityManager) {}

  async one(owner: DraftOwner, commitmentId: number): Promise<Draft | null> {
    const { rows } = await sql<{
      draft: Draft | null;
    }>`select ${draftOf(sql`${commitmentId}`, owner)} as draft`.execute(this.em.getKysely());
    return rows[0]!.draft;
  }

  /** All that wait to be sent, the oldest first. */
  async waiting(viewer: Viewer): Promise<WaitingDraft[]> {
    if (viewer.role !== 'liaison' && viewer.role !== 'coordinator') return [];
    const { rows } = await sql<WaitingDraft>`
      select a.slug, c.code, c.title, iso(d.started_at) as "startedAt", iso(d.saved_at) as "savedAt", d.mail_id as "mailId"
      from (select commitment_id, started_at, saved_at, null::integer as mail_id from report_draft where body_id = ${bodyOf(ownerOf(viewer))}
          union all select m.commitment_id, m.saved_at, m.saved_at, m.id from mail_draft m where ${isWaitingFor(ownerOf(viewer))}) d
        join commitment c on c.id = d.commitment_id join agreement a on a.id = c.agreement_id
      where ${visibleTo(viewer, sql`c.agreement_id`)}
      order by d.saved_at, c.id, d.mail_id limit ${MOST_WAITING}`.execute(this.em.getKysely());
    return rows;
  }
}
