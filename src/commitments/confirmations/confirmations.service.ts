import { Injectable } from '@nestjs/common';
import { Party } from '../../agreements/agreement.entity.js';
import type { CommitmentSide } from '../commitment.entity.js';
import { RuleBroken } from '../../platform/errors.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions, type Action } from '../may.js';

/** Owners and deadline agreed by each side's coordinator; completion signed by each side's leader, or sent back. */
@Injectable()
export class ConfirmationsService {
  constructor(private readonly commitments: CommitmentsService) {}

  async confirmPlan(change: Change): Promise<void> {
    await this.commitments.changeAtOnce(change, actions.confirmPlan, ({ side, append }) => {
      if (side.confirmPlan(change.actor.userId, change.at)) append('plan_confirmed', side.partyId);
    });
  }

  async withdrawPlanConfirmation(change: Change): Promise<void> {
    await this.commitments.changeAtOnce(change, actions.withdrawPlanConfirmation, ({ side, append }) => {
      if (side.withdrawPlanConfirmation()) append('plan_confirmation_withdrawn', side.partyId);
    });
  }

  confirmCompletion(change: Change): Promise<void> {
    return this.sign(change, actions.signCompletion, 'completion_confirmed', (side) =>
      side.confirmCompletion(change.actor.userId, change.at),
    );
  }

  withdrawCompletionConfirmation(change: Change): Promise<void> {
    return this.sign(change, actions.withdrawSignature, 'completion_confirmation_withdrawn', (side) =>
      side.withdrawCompletionConfirmation(),
    );
  }

  /** Sends the declared completion of a side back, or that of every other side, with the reason. @param party its code */
  sendBack(change: Change, reason: string, party?: string): Promise<void> {
    return this.commitments.change(
      change,
      actions.sendBack,
      async ({ em, commitment, side: own, append }) => {
        const of = party === undefined ? null : await em.findOne(Party, { code: party });
        if (party !== undefined && !commitment.sideOf(of?.id ?? null))
          throw new RuleBroken(noSuchSide, 'party');
        for (const side of commitment.sendBack(own.partyId, change.at, of?.id ?? null)) {
          const { code } = await em.findOneOrFail(Party, side.partyId);
          append('returned', own.partyId, { to: code, reason });
        }
      },
    );
  }

  private async sign(
    change: Change,
    action: Action,
    kind: Signing,
    act: (side: CommitmentSide) => boolean,
  ): Promise<void> {
    await this.commitments.changeAtOnce(change, action, ({ side, append }) => {
      const onBehalf = change.actor.role === 'coordinator' ? { onBehalf: true } : {};
      if (act(side)) append(kind, side.partyId, onBehalf);
    });
  }
}

const noSuchSide = {
  vi: 'Cam kết này không có phần việc của bên đó.',
  en: 'That party has no side in this commitment.',
};

type Signing = 'completion_confirmed' | 'completion_confirmation_withdrawn';
