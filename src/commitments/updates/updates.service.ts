import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { latestClosedPeriod, runningPeriod, type ReportingDays } from '../../calendar/reporting-period.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { actorAsSpeaker } from '../commitment-state.js';
import {
  CommitmentsService,
  type Already,
  type Change,
  type Changing,
  type Deciding,
  type DecidingAtOnce,
} from '../commitments.service.js';
import { ContributionsService, mustAwait } from '../contributions/contributions.service.js';
import { takenOver } from '../contributions/taken-over.sql.js';
import { actions, may } from '../may.js';
import { groundOf } from './declaration-ground.js';
import { declarationOf } from './declaration.js';
import type { Declaration, Report, Taken } from './report.types.js';
import { reportedAlready } from './reported-already.js';
import { mustAgree, type Statement } from '../statement.js';

/** Progress as the sides report it. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly contributions: ContributionsService,
  ) {}

  /**
   * The side is the actor's own. Where the actor's body only cooperates it is a contribution, which changes nothing.
   * @param takesOver contributions that went into this report
   * @throws RuleBroken where the period is not possible
   */
  async report(change: Change, report: Report, takesOver: readonly number[] = []): Promise<Taken> {
    if (takesOver.length > 0) return this.reportTakingOver(change, report, takesOver);
    const isWithdrawn = report.status === 'withdrawn';
    const action = isWithdrawn ? actions.sayWithdrawn : actions.reportOrContribute;
    const speaks = ({ state }: Deciding) => !may(actorAsSpeaker(change.actor), state, actions.contribute);
    const say = (deciding: DecidingAtOnce, declaration?: Declaration): Outcome => {
      if (!speaks(deciding)) return 'to contribute';
      sayReport(deciding, change, report, { declaration });
      return 'said';
    };
    const already: Already<Outcome> = (reading) =>
      speaks(reading) ? reportedAlready(reading, change, report) : { result: 'to contribute' };
    const done = restsOnEvidence(report)
      ? await this.commitments.changeAndTell(
          change,
          action,
          async (changing) =>
            say(changing, speaks(changing) ? await declared(changing, change, report) : undefined),
          already,
        )
      : await this.commitments.changeAtOnce(change, action, (deciding) => say(deciding), already);
    if (done.result === 'to contribute') return this.contribute(change, report);
    return done.result === 'said' ? takenAs(done, change) : done.result;
  }

  /** To the lead body of the actor's side. @throws NotAllowed where the actor's body does not cooperate, or leads */
  async contribute(change: Change, statement: Statement): Promise<Taken> {
    const made = await this.contributions.contribute(change, statement);
    return { ...made, period: null, contribution: true, decisionLevel: null, ...nothingDeclared };
  }

  private async reportTakingOver(change: Change, report: Report, ids: readonly number[]): Promise<Taken> {
    const action = report.status === 'withdrawn' ? actions.withdrawPart : actions.report;
    const done = await this.commitments.changeAndTell<Taken | 'said'>(
      change,
      action,
      async (changing) => {
        const by = await mustAwait(changing, ids);
        const declaration = await declared(changing, change, report);
        sayReport(changing, change, report, { declaration, contributions: { ids, by } });
        return 'said' as const;
      },
      (reading) => reportedAlready(reading, change, report, ids),
    );
    return done.result === 'said' ? takenAs(done, change) : done.result;
  }
}

type Outcome = Taken | 'said' | 'to contribute';

const nothingDeclared: Declaration = { doneOn: null, evidenceIds: [], noEvidenceReason: null };

const restsOnEvidence = ({ status, evidenceIds }: Report) =>
  status === 'completed' || evidenceIds !== undefined;

/** What is said of a completion, judged by what stands inside the change. */
async function declared(
  changing: Changing,
  { at }: Change,
  report: Report,
): Promise<Declaration | undefined> {
  if (!restsOnEvidence(report)) return undefined;
  const { commitment, side } = changing;
  commitment.mustTakeReportsOn(side);
  mustAgree(report);
  return declarationOf(report, await groundOf(changing), at);
}

interface TakenOver {
  ids: readonly number[];
  /** Who sent them. */
  by: readonly BilingualText[];
}

function sayReport(
  { commitment, side, reporting, append, write }: DecidingAtOnce,
  change: Change,
  report: Report,
  { declaration, contributions }: { declaration?: Declaration; contributions?: TakenOver },
): void {
  mustBePossible(report.period, dayOf(change.at), reporting);
  const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
  commitment.report(side, { ...report, doneOn: declaration?.doneOn ?? report.doneOn }, change.at);
  const along = contributions && { along: takenOver(contributions.ids, change) };
  write({ insert: insertOf(change, side.id, report, declaration), ...along });
  const taken = contributions && { contributionIds: contributions.ids, contributors: contributions.by };
  append('updated', side.partyId, { status: side.status, percent: side.percent, ...before, ...taken });
}

function takenAs({ version, said }: { version?: number; said?: unknown }, { at }: Change): Taken {
  const { updateId: id, ...taken } = said as { updateId: number } & Pick<Taken, 'period' | 'decisionLevel'>;
  return { ...nothingDeclared, ...taken, id, at, version: version!, contribution: false };
}

/** @throws RuleBroken where it is neither the period just ended nor the running one */
function mustBePossible(period: string | undefined, day: Day, days: ReportingDays): void {
  const possible = [latestClosedPeriod(day, days).code, runningPeriod(day, days).code];
  if (period === undefined || possible.includes(period)) return;
  const [ended, running] = possible;
  throw new RuleBroken(
    {
      vi: `Hôm nay chỉ báo cáo được cho kỳ vừa kết thúc (${ended}) hoặc kỳ hiện tại (${running}).`,
      en: `Today, a report can only be for the period just ended (${ended}) or the current one (${running}).`,
    },
    'period',
  );
}

function insertOf({ actor, at }: Change, sideId: number, report: Report, declaration?: Declaration) {
  const { period, status, percent, results, difficulties, proposals, nextSteps, decisionLevel } = report;
  return sql`
    insert into progress_update (commitment_id, side_id, user_id, author, at, day, period, status, percent, results, difficulties,
      proposals, next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, illustrative)
    select guard.id, ${sideId}::integer, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date,
      ${period ?? null}::text, ${status}::text, ${percent}::integer, ${results}::text, ${difficulties}::text, ${proposals}::text, ${nextSteps}::text,
      coalesce(${decisionLevel ?? null}::text, (select decision_level from progress_update where side_id = ${sideId}::integer order by id desc limit 1)),
      ${declaration?.doneOn ?? null}::date, ${declaration?.evidenceIds ?? null}::integer[], ${declaration?.noEvidenceReason ?? null}::text, ${actor.illustrative}::boolean
    from guard returning jsonb_build_object('updateId', id, 'period', period, 'decisionLevel', decision_level) || jsonb_strip_nulls(
      jsonb_build_object('doneOn', done_on, 'evidenceIds', evidence_ids, 'noEvidenceReason', no_evidence_reason)) as said`;
}
