import { Injectable } from '@nestjs/common';
import { Party } from '../../agreements/agreement.entity.js';
import { labelOf } from '../../calendar/deadline.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { ReturnedFor } from '../commitment.types.js';
import { mustBeOtherHand } from '../../identity/other-hand.js';
import { RuleBroken } from '../../platform/errors.js';
import {
  CommitmentsService,
  type Already,
  type Change,
  type DecidingAtOnce,
} from '../commitments.service.js';
import { actions, type Action } from '../may.js';
import { withdrawPlan } from '../plan/agreeing.js';
import { agreeToPlan, nameProduct } from '../plan/stating.js';
import { isSameProduct, productOf, type Product } from '../product.js';
import { isPlanConfirmed, isSigned } from '../rules.js';
import { saidAlready, sentBackAlready } from './said-already.js';

/** Owners, product and deadline agreed by each side's coordinator; completion signed by each side's leader, or sent back. */
@Injectable()
export class ConfirmationsService {
  constructor(private readonly commitments: CommitmentsService) {}

  /** @param product of the own part, where it is named or changed with it */
  async confirmPlan(change: Change, product?: Product): Promise<void> {
    await this.commitments.changeAtOnce(
      change,
      actions.confirmPlan,
      (deciding) => {
        if (product) nameProduct(deciding, product);
        agreeToPlan(deciding, change);
      },
      saidAlready(
        change,
        'plan_confirmed',
        (side) => isPlanConfirmed(side) && (!product || isSameProduct(productOf(side.product), product)),
      ),
    );
  }

  async withdrawPlanConfirmation(change: Change): Promise<void> {
    await this.commitments.changeAtOnce(
      change,
      actions.withdrawPlanConfirmation,
      ({ commitment, side, append }) => {
        const { changed, dropped } = withdrawPlan(commitment, side);
        if (changed) append('plan_confirmation_withdrawn', side.partyId);
        const to = labelOf(commitment.due);
        if (dropped) append('due_proposal_dropped', side.partyId, { from: labelOf(dropped), to });
      },
      saidAlready(change, 'plan_confirmation_withdrawn', (side) => !isPlanConfirmed(side)),
    );
  }

  confirmCompletion(change: Change): Promise<void> {
    const already = saidAlready(change, 'completion_confirmed', isSigned);
    return this.sign(change, actions.signCompletion, 'completion_confirmed', already, (side) =>
      side.confirmCompletion(change.actor.userId, change.at),
    );
  }

  withdrawCompletionConfirmation(change: Change): Promise<void> {
    const kind = 'completion_confirmation_withdrawn';
    const already = saidAlready(change, kind, (side) => !isSigned(side));
    return this.sign(change, actions.withdrawSignature, kind, already, (side) =>
      side.withdrawCompletionConfirmation(),
    );
  }

  /** Sends the declared completion of a side back, or that of every other side, with the reason. @param of whose, and for what */
  sendBack(change: Change, reason: string, { party, about = 'completion' }: Returning = {}): Promise<void> {
    return this.commitments.change(
      change,
      actions.sendBack,
      async ({ em, commitment, side: own, declaredBy, append }) => {
        const of = party === undefined ? null : await em.findOne(Party, { code: party });
        if (party !== undefined && !commitment.sideOf(of?.id ?? null))
          throw new RuleBroken(noSuchSide, 'party');
        for (const side of commitment.sendBack(own.partyId, change.at, of?.id ?? null, about)) {
          mustBeOtherHand(change.actor, declaredBy(side));
          const { code } = await em.findOneOrFail(Party, side.partyId);
          const forDay = about === 'day' ? { about } : {};
          append('returned', own.partyId, { to: code, reason, ...forDay });
        }
      },
      (reading) => sentBackAlready(reading, change, reason, { party, about }),
    );
  }

  private async sign(
    change: Change,
    action: Action,
    kind: Signing,
    already: Already<void>,
    act: (side: CommitmentSide) => boolean,
  ): Promise<void> {
    const decide = ({ side, declaredBy, append }: DecidingAtOnce) => {
      if (kind === 'completion_confirmed' && !isSigned(side)) mustBeOtherHand(change.actor, declaredBy(side));
      const onBehalf = change.actor.role === 'coordinator' ? { onBehalf: true } : {};
      if (act(side)) append(kind, side.partyId, onBehalf);
    };
    await this.commitments.changeAtOnce(change, action, decide, already);
  }
}

interface Returning {
  /** Code of the side whose completion it is. */
  party?: string;
  about?: ReturnedFor;
}

const noSuchSide = {
  vi: 'Cam kết này không có phần việc của bên đó.',
  en: 'That side has no part in this commitment.',
};

type Signing = 'completion_confirmed' | 'completion_confirmation_withdrawn';
