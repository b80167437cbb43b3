import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { mustStand } from '../../platform/standing.js';
import { CommitmentsService } from '../commitments.service.js';
import { actions } from '../may.js';
import { DRAFT_DAYS, type Draft, type DraftContent } from './draft.types.js';
import { bodyOf } from './draft.sql.js';
import { handDraftsOver } from './hand-over.js';
import { overtaken, present, record, writeDraft, type Basis, type Saving } from './draft-writing.js';
import { expireMailDrafts } from './mail-draft-upkeep.js';
import { StaleDraft } from './stale-draft.js';

/**
 * Drafts of reports: no event, no version, no revision. The audit log holds that one was begun, discarded or ran out: one is saved every few
 * seconds while somebody types, and each line of that would say no more than the first. Its text is in no log.
 */
@Injectable()
export class DraftsService {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentsService,
  ) {}

  /** @throws NotAllowed for others than those who may report, Stale with what a colleague saved meanwhile, VersionRequired */
  async save(
    saving: Saving,
    content: DraftContent,
    basis: Basis,
  ): Promise<Pick<Draft, 'version' | 'savedAt'>> {
    await this.commitments.mustBeAllowed(saving, actions.reportOrContribute);
    return this.em.fork().transactional(async (em) => {
      const saved = await writeDraft(em, saving, content, basis);
      if (!saved) {
        await mustStand(em, saving.actor);
        throw await overtaken(em, saving, basis);
      }
      if (saved.isFirst) await record(em, 'commitment.draft_saved', saving);
      return saved;
    });
  }

  /** One that is not there is as good as discarded. @throws NotAllowed, Stale */
  async discard(saving: Saving, versions: readonly number[] | undefined): Promise<void> {
    await this.commitments.mustBeAllowed(saving, actions.reportOrContribute);
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql`
        delete from report_draft where commitment_id = ${saving.id} and body_id = ${bodyOf(saving.actor)}
          and (${versions === undefined} or version = any(${versions ?? []}::integer[])) returning 1`.execute(
        em.getKysely(),
      );
      if (rows.length > 0) return record(em, 'commitment.draft_discarded', saving);
      const there = await present(em, saving);
      if (there) throw new StaleDraft(there.version);
    });
  }

  /** Those of a body that has ended go to the one that answers for it; where that has one of its own, that stays. At night. */
  async handOver(now: Date): Promise<void> {
    await this.em.fork().transactional((em) => handDraftsOver(em, { at: now, actor: null }));
  }

  /** Those that nobody has touched for so long; at night. */
  async expire(now: Date): Promise<void> {
    const before = new Date(now.getTime() - DRAFT_DAYS * DAY_MS);
    await this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ agreementId: number; subject: string }>`
        with gone as (delete from report_draft where saved_at < ${before} returning commitment_id)
        select c.agreement_id as "agreementId", c.code as subject from gone join commitment c on c.id = gone.commitment_id
        order by c.id`.execute(em.getKysely());
      const entries = rows.map((row) => ({
        kind: 'commitment.draft_expired' as const,
        at: now,
        actor: null,
        ...row,
      }));
      if (entries.length > 0) await appendAudit(em, ...entries);
      await expireMailDrafts(em, before, now);
    });
  }
}

const DAY_MS = 86_400_000;
