import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { NotFound } from '../../platform/errors.js';
import { mustStand } from '../../platform/standing.js';
import { CommitmentsService } from '../commitments.service.js';
import { actions } from '../may.js';
import { bodyOf } from './draft.sql.js';
import type { DraftContent } from './draft.types.js';
import { overtaken, record, writeDraft, type Saving } from './draft-writing.js';

/**
 * What is written over the links of mails, by people who are not signed in: each saving stands by itself and changes nothing else. Once somebody of the body
 * is signed in, it becomes the body's draft, or is discarded; then its text is gone.
 */
@Injectable()
export class MailDraftsService {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentsService,
  ) {}

  /**
   * Becomes the body's draft, where that has none.
   * @throws NotFound where it no longer waits for the actor's body, StaleDraft where the body has a draft: both stay as they are
   */
  async takeOver(saving: Saving, id: number): Promise<void> {
    await this.commitments.mustBeAllowed(saving, actions.reportOrContribute);
    await this.em.fork().transactional(async (em) => {
      const content = await end(em, saving, id, 'taken');
      const basis = { versions: [0], mayBegin: true };
      const saved = await writeDraft(em, saving, content, basis);
      if (!saved) {
        await mustStand(em, saving.actor);
        throw await overtaken(em, saving, basis);
      }
      await record(em, 'commitment.mail_draft_taken', saving);
      if (saved.isFirst) await record(em, 'commitment.draft_saved', saving);
    });
  }

  /** @throws NotFound where it no longer waits for the actor's body */
  async discard(saving: Saving, id: number): Promise<void> {
    await this.commitments.mustBeAllowed(saving, actions.reportOrContribute);
    await this.em.fork().transactional(async (em) => {
      await end(em, saving, id, 'discarded');
      await record(em, 'commitment.mail_draft_discarded', saving);
    });
  }
}

/** @returns what was written */
async function end(
  em: EntityManager,
  { id: commitmentId, actor, at }: Saving,
  id: number,
  outcome: 'taken' | 'discarded',
): Promise<DraftContent> {
  const { rows } = await sql<{ content: DraftContent }>`
    with waiting as (
      select m.id, m.content from mail_draft m
      where m.id = ${id} and m.commitment_id = ${commitmentId} and m.body_id = ${bodyOf(actor)} and m.content is not null for update)
    update mail_draft m set content = null, ended_at = ${at}, outcome = ${outcome} from waiting w where m.id = w.id returning w.content`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new NotFound();
  return rows[0].content;
}
