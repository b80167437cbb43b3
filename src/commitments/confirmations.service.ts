import { Injectable } from '@nestjs/common';
import { Party } from '../agreements/agreement.entity.js';
import type { CommitmentSide } from './commitment.entity.js';
import { CommitmentsService, type Change } from './commitments.service.js';
import { sideToPlan, sideToSign } from './permissions.js';

/** Owners and deadline agreed by each side's coordinator; completion signed by each side's leader, or sent back. */
@Injectable()
export class ConfirmationsService {
  constructor(private readonly commitments: CommitmentsService) {}

  async confirmPlan(change: Change): Promise<void> {
    await this.commitments.changeAtOnce(change, sideToPlan, ({ side, append }) => {
      if (side.confirmPlan(change.actor.userId, change.at)) append('plan_confirmed', side.partyId);
    });
  }

  async withdrawPlanConfirmation(change: Change): Promise<void> {
    await this.commitments.changeAtOnce(change, sideToPlan, ({ side, append }) => {
      if (side.withdrawPlanConfirmation()) append('plan_confirmation_withdrawn', side.partyId);
    });
  }

  confirmCompletion(change: Change): Promise<void> {
    return this.sign(change, 'completion_confirmed', (side) =>
      side.confirmCompletion(change.actor.userId, change.at),
    );
  }

  withdrawCompletionConfirmation(change: Change): Promise<void> {
    return this.sign(change, 'completion_confirmation_withdrawn', (side) =>
      side.withdrawCompletionConfirmation(),
    );
  }

  /** Sends the other sides' declared completion back, with the reason. */
  sendBack(change: Change, reason: string): Promise<void> {
    return this.commitments.change(change, sideToSign, async ({ em, commitment, side: own, append }) => {
      for (const side of commitment.sendBack(own.partyId, change.at)) {
        const { code } = await em.findOneOrFail(Party, side.partyId);
        append('returned', own.partyId, { to: code, reason });
      }
    });
  }

  private async sign(change: Change, kind: Signing, act: (side: CommitmentSide) => boolean): Promise<void> {
    await this.commitments.changeAtOnce(change, sideToSign, ({ side, append }) => {
      const onBehalf = change.actor.role === 'coordinator' ? { onBehalf: true } : {};
      if (act(side)) append(kind, side.partyId, onBehalf);
    });
  }
}

type Signing = 'completion_confirmed' | 'completion_confirmation_withdrawn';
