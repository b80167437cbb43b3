import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { handDraftsOver } from './hand-over.js';
import { NotAllowed, VersionRequired } from '../../platform/errors.js';
import { holds, mustStand } from '../../platform/standing.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';
import { DRAFT_DAYS, type Draft, type DraftContent } from './draft.types.js';
import { bodyOf, draftOf } from './draft.sql.js';
import { StaleDraft } from './stale-draft.js';

/** What a saving is based on. */
export interface Basis {
  /** The versions of which any will do; undefined for whatever there is. */
  versions: readonly number[] | undefined;
  /** Whether there may be none yet. */
  mayBegin: boolean;
  /** Whether a version has to be named where there is one. */
  asksVersion?: boolean;
}

type Saving = Pick<Change, 'id' | 'actor' | 'at'>;

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
      const saved = await write(em, saving, content, basis);
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
    });
  }
}

const DAY_MS = 86_400_000;

async function write(em: EntityManager, { id, actor, at }: Saving, content: DraftContent, basis: Basis) {
  const { versions, mayBegin } = basis;
  // What is there already, to the letter, was saved before and its answer lost.
  const isBasis = sql`(${versions === undefined} or d.version = any(${versions ?? []}::integer[])
    or d.content = ${JSON.stringify(content)}::jsonb)`;
  const { rows } = await sql<{ version: number; savedAt: string; isFirst: boolean }>`
    insert into report_draft as d (commitment_id, body_id, content, user_id, author, started_at, saved_at)
    select ${id}::integer, ${bodyOf(actor)}, ${JSON.stringify(content)}::jsonb, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb,
      ${at}::timestamptz, ${at}::timestamptz
    where ${holds(em, actor)} and ${bodyOf(actor)} is not null and (${mayBegin} or exists (
      select 1 from report_draft d where d.commitment_id = ${id} and d.body_id = ${bodyOf(actor)} and ${isBasis}))
    on conflict (commitment_id, body_id) do update set content = excluded.content, user_id = excluded.user_id, author = excluded.author,
      saved_at = excluded.saved_at, version = nextval(pg_get_serial_sequence('report_draft', 'version'))
      where ${isBasis}
    returning version, iso(saved_at) as "savedAt", xmax = 0 as "isFirst"`.execute(em.getKysely());
  return rows[0];
}

async function present(em: EntityManager, { id, actor }: Saving): Promise<Draft | null> {
  const { rows } = await sql<{
    draft: Draft | null;
  }>`select ${draftOf(sql`${id}`, actor)} as draft`.execute(em.getKysely());
  return rows[0]!.draft;
}

async function overtaken(
  em: EntityManager,
  saving: Saving,
  { asksVersion, mayBegin }: Basis,
): Promise<Error> {
  const there = await present(em, saving);
  if (!there && mayBegin) return new NotAllowed(ofNoBody);
  if (there && asksVersion) return new VersionRequired();
  return new StaleDraft(there?.version ?? 0);
}

async function record(
  em: EntityManager,
  kind: 'commitment.draft_saved' | 'commitment.draft_discarded',
  { id, actor, at }: Saving,
): Promise<void> {
  const { rows } = await sql<{ agreementId: number; subject: string }>`
    select agreement_id as "agreementId", code as subject from commitment where id = ${id}`.execute(
    em.getKysely(),
  );
  await appendAudit(em, { kind, at, actor, ...rows[0]! });
}

const ofNoBody = {
  vi: 'Bản nháp thuộc cơ quan của tài khoản; tài khoản này không thuộc cơ quan nào.',
  en: 'A draft belongs to the account’s body; this account has none.',
};
