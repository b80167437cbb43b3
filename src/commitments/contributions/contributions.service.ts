import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit, type AuditEntry } from '../../audit/audit.js';
import { mustBeOtherHand, standInIdOf } from '../../identity/other-hand.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { CommitmentsService, type Already, type Change, type Changing } from '../commitments.service.js';
import { actions } from '../may.js';
import type { Statement } from '../statement.js';
import { Contribution, ContributionOutcome } from './contribution.entity.js';
import { draftSent } from '../drafts/draft.sql.js';
import { mustSuitContribution } from './contribution.rules.js';

/**
 * What cooperating bodies report to the lead body of their side. Neither that one came nor that one was declined appends an
 * event or raises a version: nothing of the side's statement changes. What is taken over is told by the report that does it.
 */
@Injectable()
export class ContributionsService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
  ) {}

  /**
   * For the actor's own side.
   * @param draft the version of the draft that it was
   * @param along what else comes with it, in the same transaction
   * @param isWhole whether that has come already, where it is sent again
   * @returns its id, and the commitment's version, which stays unless something came along
   */
  async contribute(
    change: Change,
    statement: Statement,
    { draft, along, isWhole }: ContributedWith = {},
  ): Promise<Contributed> {
    const { result, version } = await this.commitments.changeAndTell(
      change,
      actions.contribute,
      async (changing) => {
        const { em, commitment, side } = changing;
        mustSuitContribution(statement);
        commitment.mustTakeReportsOn(side);
        const contribution = contributionOf(changing, change, statement);
        await em.persist(contribution).flush();
        await along?.(changing);
        await draftSent(change, draft).execute(em.getKysely());
        await record('commitment.contributed', changing, change, { contributionId: contribution.id });
        return { id: contribution.id, at: change.at, version: commitment.version };
      },
      async (reading) => {
        const waiting = await waitingAlready(reading, change, statement);
        return waiting && ((await isWhole?.(reading)) ?? true) ? waiting : undefined;
      },
    );
    return { ...result, version: version ?? result.version };
  }

  /** By the lead body or the side's office, with a word to the one who sent it. @returns the commitment's id */
  async decline(change: Omit<Change, 'id'> & { of?: number }, id: number, reason: string): Promise<number> {
    const commitmentId = await this.commitmentOf(change, id);
    await this.commitments.change(
      { ...change, id: commitmentId },
      actions.declineContribution,
      async (changing) => {
        const { em, commitment } = changing;
        const { actor, at } = change;
        const found = await em.findOne(ContributionOutcome, { contributionId: id });
        if (found?.isRefusalBy(actor.userId, reason)) return;
        if (found) throw new Conflict(settled);
        mustBeOtherHand(actor, await em.findOneOrFail(Contribution, id));
        const outcome = Object.assign(new ContributionOutcome(), {
          contributionId: id,
          agreementId: commitment.agreementId,
          outcome: 'declined' as const,
          userId: actor.userId,
          author: actor.name,
          at,
          reason,
        });
        await em.persist(outcome).flush();
        await record('commitment.contribution_declined', changing, change, { contributionId: id });
      },
    );
    return commitmentId;
  }

  /** One of another side, or on another commitment than `of`, is not found, whether or not it exists. */
  private async commitmentOf(
    { actor, of }: { actor: Change['actor']; of?: number },
    id: number,
  ): Promise<number> {
    const { rows } = await sql<{ commitmentId: number }>`
      select k.commitment_id as "commitmentId" from contribution k join commitment_side s on s.id = k.side_id
      where k.id = ${id} and s.party_id = ${actor.partyId}::integer`.execute(this.em.fork().getKysely());
    if (!rows[0] || (of !== undefined && rows[0].commitmentId !== of)) throw new NotFound();
    return rows[0].commitmentId;
  }
}

/** @throws NotFound where one is not of this side, Conflict where one was dealt with already. @returns who sent them */
export async function mustAwait({ em, side }: Changing, ids: readonly number[]): Promise<BilingualText[]> {
  const found = await em.find(Contribution, { id: { $in: [...ids] }, sideId: side.id });
  if (found.length < ids.length) throw new NotFound();
  if ((await em.count(ContributionOutcome, { contributionId: { $in: [...ids] } })) > 0)
    throw new Conflict(settled);
  return found.map(({ author }) => author);
}

/** Those of them that still wait: one may have been used or declined since. */
export async function stillAwaited(
  { em }: Changing,
  ids: readonly number[],
): Promise<{ ids: number[]; by: BilingualText[] }> {
  const found = await em.find(Contribution, { id: { $in: [...ids] } });
  const settled = await em.find(ContributionOutcome, { contributionId: { $in: [...ids] } });
  const waiting = found.filter(({ id }) => !settled.some(({ contributionId }) => contributionId === id));
  return { ids: waiting.map(({ id }) => id), by: waiting.map(({ author }) => author) };
}

interface ContributedWith {
  draft?: number;
  along?: (changing: Changing) => Promise<unknown>;
  isWhole?: (reading: Parameters<Already<Contributed>>[0]) => Promise<boolean>;
}

interface Contributed {
  id: number;
  at: Date;
  version: number;
}

/** The same by the same account, still waiting: sent twice. */
async function waitingAlready(
  { em, commitment, side }: Parameters<Already<Contributed>>[0],
  { actor: { userId } }: Change,
  { status, percent, results, difficulties, proposals, nextSteps }: Statement,
): Promise<{ result: Contributed } | undefined> {
  const said = { status, percent, results, difficulties, proposals, nextSteps } as Partial<Contribution>;
  const same = await em.find(Contribution, { sideId: side.id, userId, ...said }, { orderBy: { id: 'desc' } });
  const outcomes = await em.find(ContributionOutcome, { contributionId: { $in: same.map(({ id }) => id) } });
  const waiting = same.find(({ id }) => !outcomes.some(({ contributionId }) => contributionId === id));
  return waiting && { result: { id: waiting.id, at: waiting.at, version: commitment.version } };
}

function contributionOf(
  { commitment, side }: Changing,
  { actor, at }: Change,
  statement: Statement,
): Contribution {
  return Object.assign(new Contribution(), {
    ...statement,
    agreementId: commitment.agreementId,
    commitmentId: commitment.id,
    sideId: side.id,
    bodyId: actor.bodyId,
    userId: actor.userId,
    standInId: standInIdOf(actor),
    author: actor.name,
    at,
    day: dayOf(at),
    illustrative: actor.illustrative,
  });
}

function record(
  kind: 'commitment.contributed' | 'commitment.contribution_declined',
  { em, commitment: { agreementId, code } }: Changing,
  { actor, at }: Pick<Change, 'actor' | 'at'>,
  data: AuditEntry['data'],
): Promise<void> {
  return appendAudit(em, { kind, at, actor, agreementId, subject: code, data });
}

const settled = {
  vi: 'Báo cáo phối hợp này đã được xử lý. Hãy mở lại trang cam kết để xem kết quả.',
  en: 'This contribution has already been handled. Reopen the commitment to see the result.',
};
