import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Day } from '../../platform/clock.js';
import { mustStand } from '../../platform/standing.js';
import { CommitmentsService } from '../commitments.service.js';
import { actions } from '../may.js';
import { DRAFT_DAYS, type Draft, type DraftContent } from './draft.types.js';
import { bodyOf } from './draft.sql.js';
import { overtaken, present, record, writeDraft, type Basis, type Saving } from './draft-writing.js';
import { expireMailDrafts, handMailDraftsOver } from './mail-draft-upkeep.js';
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
  async handOver(today: Day): Promise<void> {
    await handDraftsOver(this.em.fork(), today);
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

/** The same in the transaction of a change by which a body has ended; and what came to it by mail. @returns how many drafts */
export async function handDraftsOver(em: EntityManager, today: Day): Promise<number> {
  await handMailDraftsOver(em, today);
  const { numAffectedRows } = await sql`
    with ended as (
      select d.commitment_id, d.body_id, d.version, body_in_charge(b.id, ${today}::date) as to_id
      from report_draft d join body b on b.id = d.body_id where b.last_day < ${today}::date and b.successor_id is not null)
    update report_draft d set body_id = e.to_id from ended e
    where d.commitment_id = e.commitment_id and d.body_id = e.body_id and e.to_id <> e.body_id
      and not exists (select 1 from report_draft o where o.commitment_id = e.commitment_id and o.body_id = e.to_id)
      and not exists (select 1 from ended o where o.commitment_id = e.commitment_id and o.to_id = e.to_id and o.version > e.version)`.execute(
    em.getKysely(),
  );
  return Number(numAffectedRows ?? 0n);
}

const DAY_MS = 86_400_000;
