import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { dayOf } from '../../platform/clock.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { Statement } from '../statement.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';

/** Progress as the sides report it. */
@Injectable()
export class UpdatesService {
  constructor(private readonly commitments: CommitmentsService) {}

  /** The side is the actor's own. @returns the update's id and the commitment's new version */
  async report(change: Change, statement: Statement): Promise<{ id: number; version: number }> {
    const action = statement.status === 'withdrawn' ? actions.withdrawPart : actions.report;
    const { version, rowId } = await this.commitments.changeAtOnce(change, action, (deciding) => {
      const { commitment, side, append, write } = deciding;
      const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
      commitment.report(side, statement, change.at);
      write({ insert: insertOf(change, side, statement), idAs: 'updateId' });
      append('updated', side.partyId, { status: side.status, percent: side.percent, ...before });
    });
    return { id: rowId!, version: version! };
  }
}

function insertOf({ actor, at }: Change, side: CommitmentSide, statement: Statement) {
  const { status, percent, results, difficulties, proposals, nextSteps } = statement;
  return sql`
    insert into progress_update (commitment_id, side_id, user_id, author, at, day, status, percent, results, difficulties,
      proposals, next_steps, illustrative)
    select guard.id, ${side.id}::integer, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date,
      ${status}::text, ${percent}::integer, ${results}::text, ${difficulties}::text, ${proposals}::text, ${nextSteps}::text, ${actor.illustrative}::boolean
    from guard returning id`;
}
