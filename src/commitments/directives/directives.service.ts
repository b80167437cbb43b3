import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit, type AuditEntry } from '../../audit/audit.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { mustBeOtherHand, standInIdOf } from '../../identity/other-hand.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { ANSWER_WITHIN_DAYS, mustBeAnswerable } from '../answer-by.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { HeldDirective } from '../commitment-state.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import { actions, type Action } from '../may.js';
import { Directive, DirectiveOutcome } from './directive.entity.js';
import { addresseeOf, mustBeToDirect } from './directive.rules.js';
import { answeringRole, answers, isOrphaned } from './directive.sql.js';
import type { DirectiveKind } from './directive.types.js';

/** What is done with a directive: its id stands for the commitment's. */
export type DirectiveChange = Omit<Change, 'id'> & {
  directiveId: number;
  /** The commitment under whose address it came, where it came under one. */
  of?: number;
};

export interface NewDirective {
  kind: DirectiveKind;
  text: string;
  /** The code of the side whose part it is about; one's own, where it is left out. */
  part?: string;
  answerBy?: Day;
}

/** Made since, on the same commitment by the same side: one of them at most. */
export interface FulfilledBy {
  updateId?: number;
  evidenceId?: number;
  requestId?: number;
}

type Found = HeldDirective & {
  commitmentId: number;
  /** Whose part it is about. */
  about: { id: number; code: string };
};

/**
 * What a leader directs, and what is answered. As internal notes, they append no event and raise neither version nor revision; the audit log
 * says that one was given, answered or withdrawn, by whom and on which commitment, and none of the words.
 */
@Injectable()
export class DirectivesService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
    private readonly calendar: WorkingCalendarService,
  ) {}

  /** By a leader, to his own side. The same by the same account while it is unanswered is the first one. @returns its id */
  async give(change: Change, { kind, text, part, answerBy }: NewDirective): Promise<number> {
    const today = dayOf(change.at);
    const by = answerBy ?? (await this.calendar.load()).after(today, ANSWER_WITHIN_DAYS);
    return this.commitments.change(change, actions.giveDirective, async (changing) => {
      const { em, commitment, side } = changing;
      const about = part === undefined ? side : await sideOf(changing, part);
      const isOwn = about === side;
      const { userId } = change.actor;
      const same = {
        commitmentId: commitment.id,
        sideId: side.id,
        aboutSideId: about.id,
        userId,
        kind,
        text,
      };
      const before = await unansweredSame(changing, same);
      if (before !== null) return before;
      mustBeAnswerable(by, today);
      mustBeToDirect({
        kind,
        isOwn,
        part: about,
        commitment: changing.state,
      });
      const directive = Object.assign(new Directive(), {
        ...same,
        agreementId: commitment.agreementId,
        addressee: addresseeOf({ kind, isOwn }),
        answerBy: by,
        standInId: standInIdOf(change.actor),
        author: change.actor.name,
        at: change.at,
        day: today,
        illustrative: change.actor.illustrative,
      });
      await em.persist(directive).flush();
      await record('commitment.directive_given', changing, change);
      return directive.id;
    });
  }

  /** By whoever is to answer, in words; with that by which it was carried out, where it was. */
  async answer(change: DirectiveChange, text: string, by: FulfilledBy = {}): Promise<void> {
    const { directiveId } = change;
    await this.settle(change, actions.answerDirective, async (changing) => {
      await mustBeMadeSince(changing, directiveId, by);
      const { updateId = null, evidenceId = null, requestId = null } = by;
      return { kind: 'answered', text, updateId, evidenceId, requestId };
    });
  }

  /** By the leader who gave it; where his account has ended, by another of the side. */
  async withdraw(change: DirectiveChange, reason: string): Promise<void> {
    await this.settle(change, actions.withdrawDirective, () => ({ kind: 'withdrawn', text: reason }));
  }

  private async settle(
    { directiveId, of, ...change }: DirectiveChange,
    action: (held: HeldDirective) => Action,
    outcome: (changing: Changing) => Outcome | Promise<Outcome>,
  ): Promise<void> {
    const { commitmentId, about: _about, ...held } = await this.held(directiveId, change, of);
    const at = { ...change, id: commitmentId };
    await this.commitments.change(at, action(held), async (changing) => {
      const { em, commitment } = changing;
      const found = await em.findOne(DirectiveOutcome, { directiveId });
      const { actor } = change;
      const said = await outcome(changing);
      if (found?.isSame({ ...said, userId: actor.userId })) return;
      if (found) throw new Conflict(settled[found.kind]);
      if (said.kind === 'answered') mustBeOtherHand(actor, await em.findOneOrFail(Directive, directiveId));
      const settling = Object.assign(new DirectiveOutcome(), {
        ...said,
        directiveId,
        agreementId: commitment.agreementId,
        userId: actor.userId,
        author: actor.name,
        at: change.at,
        illustrative: actor.illustrative,
      });
      await em.persist(settling).flush();
      await record(
        said.kind === 'answered' ? 'commitment.directive_answered' : 'commitment.directive_withdrawn',
        changing,
        at,
      );
    });
  }

  /** The last one that a side's leader gave on a commitment, and nothing has become of; null where there is none. */
  async lastOf(commitmentId: number, partyId: number): Promise<number | null> {
    const { rows } = await sql<{ id: number }>`
      select d.id from directive d join commitment_side s on s.id = d.side_id
      where d.commitment_id = ${commitmentId} and s.party_id = ${partyId}
        and not exists (select 1 from directive_outcome o where o.directive_id = d.id)
      order by d.at desc limit 1`.execute(this.em.fork().getKysely());
    return rows[0]?.id ?? null;
  }

  /** One of another side, or on another commitment than `of`, is not found, whether or not it exists. */
  async held(id: number, { actor, at }: Pick<Change, 'actor' | 'at'>, of?: number): Promise<Found> {
    const { rows } = await sql<Found>`
      select d.id, d.commitment_id as "commitmentId", sd.party_id as party, d.user_id as author, ${answeringRole} as role,
        ${isOrphaned(sql`sd.party_id`)} as "isOrphaned", jsonb_build_object('id', ap.id, 'code', ap.code) as about
      from directive d join commitment_side sd on sd.id = d.side_id join commitment_side ab on ab.id = d.about_side_id
        join party ap on ap.id = ab.party_id ${answers(sql`${dayOf(at)}::date`)}
      where d.id = ${id} and sd.party_id = ${actor.partyId}::integer`.execute(this.em.fork().getKysely());
    const [found] = rows;
    if (!found || (of !== undefined && found.commitmentId !== of)) throw new NotFound();
    return found;
  }
}

type Outcome = { kind: 'answered' | 'withdrawn'; text: string } & {
  [Id in keyof FulfilledBy]?: number | null;
};

/** @throws RuleBroken where the commitment has no such side */
async function sideOf({ em, commitment }: Changing, code: string): Promise<CommitmentSide> {
  const { rows } = await sql<{ id: number }>`select id from party where code = ${code}`.execute(
    em.getKysely(),
  );
  const side = rows[0] && commitment.sideOf(rows[0].id);
  if (!side) throw new RuleBroken(noSuchSide, 'part');
  return side;
}

type Same = Pick<Directive, 'commitmentId' | 'sideId' | 'aboutSideId' | 'userId' | 'kind' | 'text'>;

async function unansweredSame({ em }: Changing, same: Same): Promise<number | null> {
  const before = await em.find(Directive, same);
  if (before.length === 0) return null;
  const ids = before.map(({ id }) => id);
  const settledIds = (await em.find(DirectiveOutcome, { directiveId: { $in: ids } })).map(
    (o) => o.directiveId,
  );
  return ids.find((id) => !settledIds.includes(id)) ?? null;
}

/** @throws RuleBroken where it is not of this side and commitment, or was there before, or is more than one thing */
async function mustBeMadeSince(
  { em, side, commitment }: Changing,
  directiveId: number,
  { updateId, evidenceId, requestId }: FulfilledBy,
): Promise<void> {
  const named = [updateId, evidenceId, requestId].filter((id) => id !== undefined);
  if (named.length === 0) return;
  const { rows } = await sql<{ made: boolean }>`
    select (exists (select 1 from progress_update u where u.id = ${updateId ?? null}::bigint and u.side_id = ${side.id} and u.at >= d.at)
      or exists (select 1 from evidence e where e.id = ${evidenceId ?? null}::integer and e.side_id = ${side.id} and e.at >= d.at
        and e.withdrawn_at is null)
      or exists (select 1 from extension_request x where x.id = ${requestId ?? null}::integer and x.party_id = ${side.partyId}
        and x.commitment_id = ${commitment.id} and x.requested_at >= d.at)) as made
    from directive d where d.id = ${directiveId}`.execute(em.getKysely());
  if (named.length > 1 || !rows[0]?.made)
    throw new RuleBroken(notMadeSince, fieldOf({ updateId, evidenceId }));
}

const fieldOf = ({ updateId, evidenceId }: FulfilledBy) =>
  updateId !== undefined ? 'updateId' : evidenceId !== undefined ? 'evidenceId' : 'extensionRequestId';

function record(
  kind: Extract<AuditEntry['kind'], `commitment.directive_${string}`>,
  { em, commitment: { agreementId, code } }: Changing,
  { actor, at }: Pick<Change, 'actor' | 'at'>,
): Promise<void> {
  return appendAudit(em, { kind, at, actor, agreementId, subject: code });
}

/** Why nothing more is said to it, by what became of it. */
export const settled = {
  answered: {
    vi: 'Chỉ đạo này đã được trả lời. Hãy mở lại trang cam kết để xem.',
    en: 'This directive has already been answered. Reopen the commitment to read the answer.',
  },
  withdrawn: {
    vi: 'Chỉ đạo này đã được thu hồi. Hãy mở lại trang cam kết để xem lý do.',
    en: 'This directive has been withdrawn. Reopen the commitment to see why.',
  },
  closed: {
    vi: 'Chỉ đạo này đã kết thúc cùng với cam kết.',
    en: 'This directive ended with its commitment.',
  },
};
const noSuchSide = {
  vi: 'Hãy chọn phần việc của một bên trong cam kết này.',
  en: 'Choose the part of one of the sides of this commitment.',
};
const notMadeSince = {
  vi: 'Chỉ nêu được một báo cáo, tài liệu hoặc đề nghị của chính phía đồng chí, làm sau khi có chỉ đạo.',
  en: 'Name only one report, document or request of your own side, made since the directive.',
};
