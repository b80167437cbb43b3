import { Injectable } from '@nestjs/common';
import { appendAudit } from '../../audit/audit.js';
import { standInIdOf } from '../../identity/other-hand.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict } from '../../platform/errors.js';
import { CommitmentsService, type Already, type Change, type Changing } from '../commitments.service.js';
import { mustAwait } from '../contributions/contributions.service.js';
import { draftSent } from '../drafts/draft.sql.js';
import { mustSuit } from '../indicators/figures.js';
import { actions } from '../may.js';
import { mustAgree } from '../statement.js';
import { declared, ofItsPeriod } from '../updates/judging.js';
import type { Report, Taken } from '../updates/report.types.js';
import { UploadsTaken } from '../uploads/uploads-taken.js';
import { givenBy } from '../updates/saying.js';
import {
  evidenceNamed,
  foregoing,
  periodUnnamed,
  sameWaiting,
  wentInto,
  type Foregoing,
} from './submitted.read.js';
import { ReportReview, SubmittedReport, type Content } from './submitted.entity.js';

/**
 * Reports of a side's officers, kept until its coordinator has looked at them: nothing of the commitment changes, no event is appended, no
 * version or revision rises, so that no other side can tell.
 */
@Injectable()
export class SubmittedReports {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly uploads: UploadsTaken,
  ) {}

  /** @throws RuleBroken as a report that stands at once would be; Conflict where a colleague's on the same period waits */
  submit(change: Change, report: Report, takesOver: readonly number[]): Promise<Taken> {
    return this.commitments.change(
      change,
      report.status === 'withdrawn' ? actions.withdrawPart : actions.report,
      async (changing) => {
        mustAgree(report);
        mustSuit(report.indicators ?? [], changing.side.indicators);
        if (takesOver.length > 0) await mustAwait(changing, takesOver);
        const added = await this.uploads.asEvidence(changing, change, report.uploadIds, true);
        const said = await ofItsPeriod(changing, report, change.at);
        const period = said.period ?? (await periodUnnamed(changing, dayOf(change.at)));
        const before = await foregoing(changing, period, report.replaces);
        mustGiveWay(before, change, report.replaces);
        const evidenceIds = await evidenceNamed(changing, said, { added, before: before[0] });
        const whole = { ...said, period, evidenceIds };
        await declared(changing, whole, change.at);
        const sent = await this.keep(changing, change, { said: whole, takesOver, before });
        return takenFrom(sent, changing);
      },
      (reading) => waitingAlready(reading, change, report, takesOver),
    );
  }

  private async keep(
    changing: Changing,
    { actor, at }: Change,
    {
      said,
      takesOver,
      before,
    }: { said: Report & { period: string }; takesOver: readonly number[]; before: Foregoing[] },
  ): Promise<SubmittedReport> {
    const { em, commitment, side } = changing;
    const { id: commitmentId, agreementId, code, version } = commitment;
    const by = {
      userId: actor.userId,
      standInId: standInIdOf(actor),
      author: actor.name,
      at,
      illustrative: actor.illustrative,
    };
    for (const { id: reportId } of before.filter(({ waits }) => waits))
      em.persist(
        Object.assign(new ReportReview(), {
          reportId,
          agreementId,
          decision: 'superseded' as const,
          comments: [],
          ...by,
        }),
      );
    const sent = Object.assign(new SubmittedReport(), {
      ...by,
      agreementId,
      commitmentId,
      sideId: side.id,
      bodyId: actor.bodyId,
      day: dayOf(at),
      period: said.period,
      content: contentOf(said, takesOver),
      version,
      replaces: before[0]?.id ?? null,
    });
    await em.persist(sent).flush();
    await draftSent({ id: commitmentId, actor }, said.draft).execute(em.getKysely());
    const data = { reportId: sent.id };
    await appendAudit(em, {
      kind: 'commitment.report_submitted',
      at,
      actor,
      agreementId,
      subject: code,
      data,
    });
    return sent;
  }
}

/** One that waits is replaced by its author, or by a colleague who has it before them and says so. */
function mustGiveWay(before: Foregoing[], { actor }: Change, replaces: number | undefined): void {
  const isOwn = ({ id, userId }: Foregoing) =>
    id === replaces || (actor.userId !== null && userId === actor.userId);
  if (before.some((one) => one.waits && !isOwn(one))) throw new Conflict(colleagueWaits);
}

function contentOf(
  {
    period: _period,
    asksReason: _asks,
    replaces: _replaces,
    draft: _draft,
    uploadIds: _uploads,
    ...said
  }: Report,
  takesOver: readonly number[],
): Content {
  return takesOver.length > 0 ? { ...said, takesOver } : said;
}

async function waitingAlready(
  reading: Parameters<Already<Taken>>[0],
  { actor, at }: Change,
  report: Report,
  takesOver: readonly number[],
): Promise<{ result: Taken } | undefined> {
  const same = await sameWaiting(
    reading,
    { userId: actor.userId, day: dayOf(at), period: report.period },
    contentOf(report, takesOver),
  );
  if (!same || !(await wentInto(reading, report.uploadIds, same))) return undefined;
  return { result: takenFrom(same, reading) };
}

function takenFrom(
  { id, at, day, period, content }: SubmittedReport,
  { commitment, reporting }: Pick<Changing, 'commitment' | 'reporting'>,
): Taken {
  const {
    decisionLevel = null,
    doneOn = null,
    evidenceIds = [],
    noEvidenceReason = null,
    corrects = null,
  } = content;
  return {
    ...givenBy(period, day, reporting),
    id,
    at,
    period,
    decisionLevel,
    doneOn,
    evidenceIds,
    noEvidenceReason,
    corrects,
    version: commitment.version,
    contribution: false,
    review: {
      id,
      status: 'pending',
      sentAt: at.toISOString(),
      at: null,
      by: null,
      comment: null,
      comments: [],
      updateId: null,
    },
  };
}

const colleagueWaits = {
  vi: 'Một báo cáo khác về kỳ này của cơ quan đang chờ văn phòng cấp ủy xem. Hãy mở báo cáo đó để sửa, hoặc đợi ý kiến của văn phòng.',
  en: 'Another report of your body on this period is waiting for the committee office. Open it to change it, or wait for the office’s answer.',
};
