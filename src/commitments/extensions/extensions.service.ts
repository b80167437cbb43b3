import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { mustBeOtherHand, standInIdOf } from '../../identity/other-hand.js';
import { labelOf, lastDayOf, type Deadline } from '../../calendar/deadline.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import type { Commitment } from '../commitment.entity.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import type { AgreementDecision, Decision } from '../commitment.types.js';
import { ExtensionAgreement, ExtensionCounter, ExtensionRequest } from './extension.entity.js';
import { actions, type Action } from '../may.js';
import { askedFor, asFirstDate, mustAllowRequest } from './asking.js';

/** An answer to an extension request: the request's id stands for the commitment's. */
export type Answer = Omit<Change, 'id'> & {
  requestId: number;
  /** The commitment under whose address the answer came, where it came under one. */
  of?: number;
  decision: Decision;
  reason: string;
};

/** That of another side's coordinator, who may name another day. */
export type AgreementAnswer = Omit<Answer, 'decision'> & { decision: AgreementDecision; due?: Deadline };

/** Later deadlines, and first ones where there is none yet: asked for by one side, decided by its leader, agreed by every other side. */
@Injectable()
export class ExtensionsService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
  ) {}

  /** @returns the new request's id */
  request(change: Change, due: Deadline, reason: string): Promise<number> {
    return this.commitments.change(change, actions.requestExtension, async (changing) => {
      const { em, commitment, state, side, append } = changing;
      const open = state.request && (await em.findOneOrFail(ExtensionRequest, state.request.id));
      if (open?.isOf(change.actor.userId, due, reason) && open.partyId === side.partyId) return open.id;
      mustAllowRequest(changing, due, dayOf(change.at));
      const request = requestOf(commitment, side.partyId, due, reason, change);
      await em.persist(request).flush();
      append('extension_requested', side.partyId, {
        requestId: request.id,
        ...askedFor(commitment, due, reason),
      });
      return request.id;
    });
  }

  /** The leader of the asking side. */
  decide(answer: Answer): Promise<number> {
    const { decision, reason, at, actor } = answer;
    const isDone = (request: ExtensionRequest) => request.isDecidedBy(actor.userId, decision, reason);
    return this.answer(answer, actions.decideExtension, isDone, ({ side, append }, request) => {
      mustSayWhy(answer);
      request.decide(decision, reason, actor.userId, at);
      append('extension_decided', side.partyId, {
        requestId: request.id,
        decision,
        reason,
        ...asFirstDate(request),
      });
    });
  }

  /** The coordinator of another side: agrees or not, or names an earlier day, at which the request goes on. */
  agree({ decision, due, ...answer }: AgreementAnswer): Promise<number> {
    if (decision === 'counter') return this.counter(answer, due);
    if (due) throw new RuleBroken(dueOfCounter, 'due');
    return this.sayYesOrNo({ ...answer, decision });
  }

  private counter(answer: Omit<Answer, 'decision'>, due: Deadline | undefined): Promise<number> {
    const { reason, at, actor } = answer;
    const isDone = (request: ExtensionRequest) => request.isCounteredBy(actor.userId, due, reason);
    return this.answer(answer, actions.agreeToExtension, isDone, (changing, request) => {
      const { em, commitment, side, append } = changing;
      if (!due) throw new RuleBroken(dueNeeded, 'due');
      if (reason.trim() === '') throw new RuleBroken(reasonOfCounter, 'reason');
      request.mustAwaitAnswerOf(side.partyId);
      commitment.mustAllowDeadline(due, dayOf(at));
      const from = labelOf(request.to);
      const said = { request, partyId: side.partyId, reason, at, userId: actor.userId };
      const fallen = request.counter(due);
      em.create(ExtensionCounter, {
        ...said,
        ...fallen,
        toPrecision: request.toPrecision,
        toValue: request.toValue,
        toOn: request.toOn,
        author: actor.name,
        illustrative: actor.illustrative,
      });
      // What the others had agreed to was the day before.
      for (const earlier of request.agreements.getItems()) em.remove(earlier);
      em.create(ExtensionAgreement, { ...said, decision: 'approved' });
      append('extension_countered', side.partyId, {
        requestId: request.id,
        from,
        to: labelOf(due),
        reason,
        ...asFirstDate(request),
      });
    });
  }

  private sayYesOrNo(answer: Answer): Promise<number> {
    const { decision, reason, at, actor } = answer;
    const isDone = (request: ExtensionRequest) => request.isAnsweredBy(actor.userId, decision, reason);
    return this.answer(answer, actions.agreeToExtension, isDone, ({ em, side, append }, request) => {
      mustSayWhy(answer);
      request.mustAwaitAnswerOf(side.partyId);
      em.create(ExtensionAgreement, {
        request,
        partyId: side.partyId,
        decision,
        reason,
        at,
        userId: actor.userId,
      });
      append('extension_agreed', side.partyId, {
        requestId: request.id,
        decision,
        reason,
        ...asFirstDate(request),
      });
    });
  }

  /** @param isDone whether the same account said the same already. @returns the commitment's id */
  private async answer(
    { requestId, of, actor, at, version }: Omit<Answer, 'decision'>,
    action: (request: { party: number }) => Action,
    isDone: (request: ExtensionRequest) => boolean,
    act: (changing: Changing, request: ExtensionRequest) => void,
  ): Promise<number> {
    const fields = ['commitmentId', 'partyId'] as const;
    const found = await this.em.fork().findOne(ExtensionRequest, requestId, { fields });
    if (!found || (of !== undefined && of !== found.commitmentId)) throw new NotFound();
    const { commitmentId: id, partyId: party } = found;
    const read = (em: EntityManager) =>
      em.findOneOrFail(ExtensionRequest, requestId, { populate: ['agreements', 'counters'] });
    return this.commitments.change(
      { id, actor, at, version },
      action({ party }),
      async (changing) => {
        changing.commitment.mustBeOpen();
        const request = await read(changing.em);
        mustBeOtherHand(actor, { userId: request.requestedBy, standInId: request.standInId });
        act(changing, request);
        request.settle(otherParties(changing.commitment, request.partyId));
        if (request.status === 'granted') grant(changing, request, dayOf(at));
        return id;
      },
      async ({ em }) => (isDone(await read(em)) ? { result: id } : undefined),
    );
  }
}

function mustSayWhy({ decision, reason }: Answer): void {
  if (decision === 'rejected' && reason.trim() === '') throw new RuleBroken(reasonNeeded, 'reason');
}

function grant({ commitment, append }: Changing, request: ExtensionRequest, today: Day): void {
  const said = { requestId: request.id, from: labelOf(commitment.due), to: labelOf(request.to) };
  if (request.isForFirstDate) {
    commitment.giveFirstDate(request.to, today);
    append('deadline_agreed', request.partyId, said);
  } else {
    commitment.extendTo(request.to);
    append('extended', request.partyId, { ...said, count: commitment.extensions });
  }
}

function requestOf(
  commitment: Commitment,
  partyId: number,
  due: Deadline,
  reason: string,
  { actor, at }: { actor: Actor; at: Date },
) {
  return Object.assign(new ExtensionRequest(), {
    commitmentId: commitment.id,
    partyId,
    fromPrecision: commitment.duePrecision,
    fromValue: commitment.dueValue,
    fromOn: commitment.dueOn,
    toPrecision: due.precision,
    toValue: due.value,
    toOn: lastDayOf(due),
    reason,
    requestedAt: at,
    requestedBy: actor.userId,
    standInId: standInIdOf(actor),
    requester: actor.name,
    illustrative: actor.illustrative,
  });
}

function otherParties(commitment: Commitment, partyId: number): number[] {
  return commitment.sides.getItems().flatMap((side) => (side.partyId === partyId ? [] : side.partyId));
}

const reasonNeeded = {
  vi: 'Hãy ghi lý do không đồng ý.',
  en: 'Give the reason for refusing.',
};
const reasonOfCounter = {
  vi: 'Hãy ghi lý do đề nghị thời hạn sớm hơn.',
  en: 'Give the reason for the earlier deadline.',
};
const dueNeeded = {
  vi: 'Hãy ghi thời hạn sớm hơn, sau thời hạn hiện hành và trước thời hạn được đề nghị.',
  en: 'Give the earlier deadline, after the current one and before the one requested.',
};
const dueOfCounter = {
  vi: 'Chỉ ghi thời hạn khi đề nghị thời hạn sớm hơn.',
  en: 'Give a deadline only with an earlier one proposed.',
};
