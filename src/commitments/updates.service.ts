import { Injectable } from '@nestjs/common';
import { dayOf } from '../platform/clock.js';
import { NotAllowed } from '../platform/errors.js';
import type { Statement } from './commitment.entity.js';
import { CommitmentsService, type Change } from './commitments.service.js';
import { sideToReport } from './permissions.js';
import { ProgressUpdate } from './progress-update.entity.js';

/** Progress as the sides report it. */
@Injectable()
export class UpdatesService {
  constructor(private readonly commitments: CommitmentsService) {}

  /** The side is the actor's own. @returns the update and the commitment's new version */
  report(
    change: Change,
    statement: Statement,
  ): Promise<{ update: ProgressUpdate; partyId: number; version: number }> {
    return this.commitments.change(change, sideToReport, async ({ em, commitment, side, append }) => {
      const withdraws = [side.status, statement.status].includes('withdrawn');
      if (withdraws && change.actor.role !== 'coordinator') throw new NotAllowed(withdrawing);
      const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
      commitment.report(side, statement, change.at);
      const update = Object.assign(new ProgressUpdate(), {
        ...statement,
        commitmentId: commitment.id,
        sideId: side.id,
        userId: change.actor.userId,
        author: change.actor.name,
        at: change.at,
        day: dayOf(change.at),
        illustrative: change.actor.illustrative,
      });
      await em.persist(update).flush();
      append('updated', side.partyId, {
        updateId: update.id,
        status: side.status,
        percent: side.percent,
        ...before,
      });
      return { update, partyId: side.partyId, version: commitment.version + 1 };
    });
  }
}

const withdrawing = {
  vi: 'Chỉ văn phòng cấp ủy được rút cam kết hoặc đưa cam kết đã rút trở lại, kèm lý do.',
  en: 'Only the committee office may withdraw a commitment, or take it up again, with the reason.',
};
