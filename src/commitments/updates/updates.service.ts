import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { latestClosedPeriod, runningPeriod, type ReportingDays } from '../../calendar/reporting-period.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { Statement } from '../statement.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';

/** What a side sends. */
interface Report extends Statement {
  /** Of which reporting period; where it is left out, the rule says which (docs/rules.md §7). */
  period?: string;
}

/** A report as it was taken. */
interface Taken {
  id: number;
  /** The reporting period that it counts for: `2019-11`. */
  period: string;
  /** The commitment's, from now on. */
  version: number;
}

/** Progress as the sides report it. */
@Injectable()
export class UpdatesService {
  constructor(private readonly commitments: CommitmentsService) {}

  /** The side is the actor's own. @throws RuleBroken where the period is not possible */
  async report(change: Change, report: Report): Promise<Taken> {
    const action = report.status === 'withdrawn' ? actions.withdrawPart : actions.report;
    const { version, said } = await this.commitments.changeAtOnce(change, action, (deciding) => {
      const { commitment, side, append, write } = deciding;
      mustBePossible(report.period, dayOf(change.at), deciding.reporting);
      const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
      commitment.report(side, report, change.at);
      write({ insert: insertOf(change, side, report) });
      append('updated', side.partyId, { status: side.status, percent: side.percent, ...before });
    });
    const { updateId: id, period } = said as { updateId: number; period: string };
    return { id, period, version: version! };
  }
}

/** @throws RuleBroken where it is neither the period just ended nor the running one */
function mustBePossible(period: string | undefined, day: Day, days: ReportingDays): void {
  const possible = [latestClosedPeriod(day, days).code, runningPeriod(day, days).code];
  if (period === undefined || possible.includes(period)) return;
  const [ended, running] = possible;
  throw new RuleBroken(
    {
      vi: `Hôm nay chỉ báo cáo được cho kỳ vừa kết thúc (${ended}) hoặc kỳ hiện tại (${running}).`,
      en: `Today a report can be for the period just ended (${ended}) or the present one (${running}).`,
    },
    'period',
  );
}

function insertOf({ actor, at }: Change, side: CommitmentSide, report: Report) {
  const { period, status, percent, results, difficulties, proposals, nextSteps } = report;
  return sql`
    insert into progress_update (commitment_id, side_id, user_id, author, at, day, period, status, percent, results, difficulties,
      proposals, next_steps, illustrative)
    select guard.id, ${side.id}::integer, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date,
      ${period ?? null}::text, ${status}::text, ${percent}::integer, ${results}::text, ${difficulties}::text, ${proposals}::text, ${nextSteps}::text, ${actor.illustrative}::boolean
    from guard returning jsonb_build_object('updateId', id, 'period', period) as said`;
}
