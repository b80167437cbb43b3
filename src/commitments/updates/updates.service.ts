import { Injectable } from '@nestjs/common';
import type { Deciding } from '../change/deciding.js';
import type { ReportingDays } from '../../calendar/reporting-period.js';
import { dayOf } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { actorAsSpeaker } from '../commitment-state.js';
import {
  CommitmentsService,
  type Already,
  type Change,
  type Changing,
  type DecidingAtOnce,
} from '../commitments.service.js';
import { ContributionsService, mustAwait } from '../contributions/contributions.service.js';
import { draftSentAlong } from '../drafts/draft.sql.js';
import { publish } from '../evidence/unpublished.js';
import { actions, may, type Action } from '../may.js';
import type { Statement } from '../statement.js';
import { haveBecomeEvidence, UploadsTaken } from '../uploads/uploads-taken.js';
import { SubmittedReports } from '../submitted/submitted-reports.service.js';
import { goesToReview } from './goes-to-review.js';
import { judged, needsMore } from './judging.js';
import type { Report, Taken } from './report.types.js';
import { reportedAlready } from './reported-already.js';
import { nothingDeclared, sayReport, takenAs, type Along } from './saying.js';

/** Progress as the sides report it. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly contributions: ContributionsService,
    private readonly uploads: UploadsTaken,
    private readonly submitted: SubmittedReports,
  ) {}

  /**
   * The side is the actor's own. Where the actor's body only cooperates it is a contribution, which changes nothing; where its coordinator
   * looks at reports first, it is kept until then.
   * @param takesOver contributions that went into this report
   * @throws RuleBroken where the period is not possible
   */
  async report(change: Change, report: Report, takesOver: readonly number[] = []): Promise<Taken> {
    const already: Already<Outcome> = (reading) => {
      const way = wayOf(reading, change);
      return way ? { result: way } : reportedAlready(reading, change, report, takesOver);
    };
    const say = (deciding: DecidingAtOnce, said: Report, along: Along = {}): Outcome => {
      sayReport(deciding, change, said, { ...along, rows: endOfDraft(change, report) });
      return deciding.reporting;
    };
    const judge = async (changing: Changing) => {
      const by = takesOver.length > 0 && (await mustAwait(changing, takesOver));
      const filed = await this.uploads.into(changing, change, report);
      const { said, declaration } = await judged(changing, filed, change.at);
      await publish(changing, declaration?.evidenceIds);
      return say(changing, said, { declaration, contributions: by ? { ids: takesOver, by } : undefined });
    };
    const action = actionOf(report, takesOver);
    const { result, ...written } =
      takesOver.length > 0 || needsMore(report)
        ? await this.commitments.changeAndTell(change, action, judge, already)
        : await this.commitments.changeAtOnce(change, action, (deciding) => say(deciding, report), already);
    if (result === 'to contribute') return this.contribute(change, report);
    if (result === 'to review') return this.submitted.submit(change, report, takesOver);
    return 'cutoffDay' in result ? takenAs(written, change, result) : result;
  }

  /** To the lead body of the actor's side. @throws NotAllowed where the actor's body does not cooperate, or leads */
  async contribute(
    change: Change,
    { decisionLevel, indicators, draft, uploadIds, ...statement }: ToContribute,
  ): Promise<Taken> {
    if (decisionLevel !== undefined) throw new RuleBroken(leadBodyNames, 'decisionLevel');
    if (indicators?.length) throw new RuleBroken(leadBodyMeasures, 'indicators');
    const along = (changing: Changing) => this.uploads.asEvidence(changing, change, uploadIds);
    const isWhole = ({ em }: Pick<Changing, 'em'>) => haveBecomeEvidence(em, change, uploadIds);
    const made = await this.contributions.contribute(change, statement, { draft, along, isWhole });
    const given = { givenOn: dayOf(change.at), givenLate: false, corrects: null };
    return { ...made, ...given, period: null, contribution: true, decisionLevel: null, ...nothingDeclared };
  }
}

/** A level and figures are read only to be refused. */
type ToContribute = Statement & Pick<Report, 'decisionLevel' | 'indicators' | 'draft' | 'uploadIds'>;

/** Where it was said: how its agreement reckons periods. */
type Outcome = Taken | ReportingDays | Way;
type Way = 'to contribute' | 'to review';

/** Where a report goes first, if it does not stand at once. */
function wayOf({ state, terms }: Deciding, { actor }: Change): Way | null {
  if (may(actorAsSpeaker(actor), state, actions.contribute)) return 'to contribute';
  return goesToReview(terms, actor) ? 'to review' : null;
}

/** A contribution takes nothing over. */
function actionOf({ status }: Report, takesOver: readonly number[]): Action {
  if (takesOver.length > 0) return status === 'withdrawn' ? actions.withdrawPart : actions.report;
  return status === 'withdrawn' ? actions.sayWithdrawn : actions.reportOrContribute;
}

/** What is sent is no draft any more. */
const endOfDraft = (change: Change, { draft }: Report) =>
  [['draft_sent', draftSentAlong(change, draft)]] as const;

const leadBodyMeasures = {
  vi: 'Số liệu chỉ tiêu do cơ quan chủ trì báo cáo. Hãy nêu con số trong phần kết quả để cơ quan chủ trì tổng hợp.',
  en: 'The lead body reports the figures of indicators. State yours in the results, for the lead body to use.',
};
const leadBodyNames = {
  vi: 'Cấp cần quyết định do cơ quan chủ trì nêu trong báo cáo của bên. Hãy nêu khó khăn, vướng mắc bằng lời.',
  en: 'The lead body names the level that must decide, in the side’s report. Describe the difficulty in words.',
};
