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
import { inOrder, mustSuit } from '../indicators/figures.js';
import { figuresOf } from '../indicators/figures.sql.js';
import { nameLevel } from '../matters/naming.js';
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
  async contribute(
    change: Change,
    { decisionLevel, indicators, ...statement }: Statement & Pick<Report, 'decisionLevel' | 'indicators'>,
  ): Promise<Taken> {
    if (decisionLevel !== undefined) throw new RuleBroken(leadBodyNames, 'decisionLevel');
    if (indicators?.length) throw new RuleBroken(leadBodyMeasures, 'indicators');
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
  deciding: DecidingAtOnce,
  change: Change,
  report: Report,
  { declaration, contributions }: { declaration?: Declaration; contributions?: TakenOver },
): void {
  const { commitment, side, reporting, append, write } = deciding;
  mustBePossible(report.period, dayOf(change.at), reporting);
  const figures = inOrder(report.indicators ?? []);
  mustSuit(report.indicators ?? [], side.indicators);
  const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
  commitment.report(side, { ...report, doneOn: declaration?.doneOn ?? report.doneOn }, change.at);
  const naming = nameLevel(deciding, change, report.decisionLevel);
  const along = [...naming.along];
  if (figures.length > 0) along.push(['figures', figuresOf(figures, side.id, change)]);
  if (contributions) along.unshift(['taken_over', takenOver(contributions.ids, change)]);
  const said = { ...report, decisionLevel: naming.level };
  write({ insert: insertOf(change, side.id, said, declaration), along });
  const taken = contributions && { contributionIds: contributions.ids, contributors: contributions.by };
  const stated = figures.length > 0 && { indicators: figures };
  append('updated', side.partyId, {
    status: side.status,
    percent: side.percent,
    ...before,
    ...taken,
    ...stated,
  });
  if (naming.event) append(naming.event.kind, side.partyId, naming.event.data);
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

type Said = Omit<Report, 'decisionLevel'> & Pick<Taken, 'decisionLevel'>;

function insertOf({ actor, at }: Change, sideId: number, report: Said, declaration?: Declaration) {
  const { period, status, percent, results, difficulties, proposals, nextSteps, decisionLevel } = report;
  return sql`
    insert into progress_update (commitment_id, side_id, user_id, author, at, day, period, status, percent, results, difficulties,
      proposals, next_steps, decision_level, done_on, evidence_ids, no_evidence_reason, illustrative)
    select guard.id, ${sideId}::integer, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${at}::timestamptz, ${dayOf(at)}::date,
      ${period ?? null}::text, ${status}::text, ${percent}::integer, ${results}::text, ${difficulties}::text, ${proposals}::text, ${nextSteps}::text,
      ${decisionLevel}::text, ${declaration?.doneOn ?? null}::date, ${declaration?.evidenceIds ?? null}::integer[],
      ${declaration?.noEvidenceReason ?? null}::text, ${actor.illustrative}::boolean
    from guard returning jsonb_build_object('updateId', id, 'period', period, 'decisionLevel', decision_level) || jsonb_strip_nulls(
      jsonb_build_object('doneOn', done_on, 'evidenceIds', evidence_ids, 'noEvidenceReason', no_evidence_reason)) as said`;
}

const leadBodyMeasures = {
  vi: 'Số liệu chỉ tiêu do cơ quan chủ trì báo cáo. Hãy nêu con số trong phần kết quả để cơ quan chủ trì tổng hợp.',
  en: 'The lead body reports the figures of indicators. State yours in the results, for the lead body to use.',
};
const leadBodyNames = {
  vi: 'Cấp cần quyết định do cơ quan chủ trì nêu trong báo cáo của bên. Hãy nêu khó khăn, vướng mắc bằng lời.',
  en: 'The lead body names the level that must decide, in the side’s report. Describe the difficulty in words.',
};
