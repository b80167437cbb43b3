import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { periodOfReport, possiblePeriods } from '../../calendar/reporting-period.js';
import { scopeOf } from '../../identity/request.js';
import { RuleBroken } from '../../platform/errors.js';
import { PageFrame } from '../../shell/page-frame.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { actions, may, mayNow, mustBeAllowed } from '../may.js';
import { levelStanding } from '../matters/matter.rules.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { DetailQueries } from '../read/detail.queries.js';
import { UploadsQueries } from '../uploads/uploads.queries.js';
import { goesToReview } from './goes-to-review.js';
import { ReportQueries } from './report.queries.js';
import type { ReportFrame } from './update.types.js';

/** Gathers what the pages of a side's own report show beside the form. */
@Injectable()
export class UpdatePageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly details: DetailQueries,
    private readonly commitments: CommitmentQueries,
    private readonly reports: ReportQueries,
    private readonly uploads: UploadsQueries,
  ) {}

  /** For a new report. @param period code of the one asked for @throws NotAllowed, RuleBroken where the commitment is closed to reports */
  async fresh(request: FastifyRequest, code: string, period?: string): Promise<ReportFrame> {
    const report = await this.frame(request, code, period);
    if (!report.canUpdate) throw new RuleBroken(closedToReports);
    return report;
  }

  /** @throws NotAllowed where the viewer may not report on this commitment */
  async frame(request: FastifyRequest, code: string, asked?: string): Promise<ReportFrame> {
    const { viewer, agreement, actor } = scopeOf(request);
    const commitment = await this.details.byCode(agreement, code);
    const [speaker, state] = [speakerOf(viewer), stateOfDetail(commitment)];
    mustBeAllowed(speaker, state, actions.reportOrContribute);
    const party = viewer.party!.code;
    const at = this.commitments.readAt(agreement);
    const [frame, { own, standing, reportReview, ...before }, files] = await Promise.all([
      this.frames.of(request),
      this.reports.before(commitment, viewer, at),
      this.uploads.own(actor, commitment.id),
    ]);
    const periods = possiblePeriods(at.asOf, agreement, own);
    const proposed = periodOfReport(at.asOf, agreement, own);
    return {
      frame,
      commitment,
      party,
      periods,
      period: periods.find((period) => period.code === asked) ?? proposed,
      proposedPeriod: proposed.code,
      today: at.asOf,
      files,
      standingLevel: levelStanding(standing) ?? 'none',
      ...before,
      contributes: may(speaker, state, actions.contribute),
      isReviewed: goesToReview({ reportReview }, viewer),
      canUpdate: mayNow(speaker, state, actions.reportOrContribute),
      canRequestExtension: mayNow(speaker, state, actions.requestExtension),
      canWithdraw: may(speaker, state, actions.withdrawPart),
    };
  }
}

const closedToReports = {
  vi: 'Hiện không báo cáo được: phần việc của bên đã được xác nhận hoàn thành. Để báo cáo tiếp, văn phòng cấp ủy cần thu hồi xác nhận trước.',
  en: 'You cannot report now: your side’s part has been confirmed as completed. To report again, the committee office must first withdraw the confirmation.',
};
