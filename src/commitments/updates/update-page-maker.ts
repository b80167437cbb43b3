import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import { abilitiesOf } from '../page/abilities.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { DetailQueries } from '../read/detail.queries.js';
import type { ReportFrame } from './update.types.js';
import { NotAllowed, RuleBroken } from '../../platform/errors.js';
import { CommitmentReminders } from '../../reminders/commitment-reminders.queries.js';
import { PageContext } from '../../shell/page-frame.js';

/** Gathers what the pages of a side's own report show beside the form. */
@Injectable()
export class UpdatePageMaker {
  constructor(
    private readonly pages: PageContext,
    private readonly details: DetailQueries,
    private readonly commitments: CommitmentQueries,
    private readonly reminders: CommitmentReminders,
  ) {}

  /** @throws NotAllowed where the viewer may not report on this commitment, RuleBroken where it is closed to reports */
  async frame(request: FastifyRequest, slug: string, code: string): Promise<ReportFrame> {
    const viewer = viewerOf(request);
    const commitment = await this.details.byCode(viewer, slug, code);
    const can = abilitiesOf(viewer, commitment);
    if (!can.report) throw new NotAllowed(notYours);
    if (!can.update) throw new RuleBroken(closedToReports);
    const party = viewer.party!.code;
    const [frame, agreement, statements, { reminders }] = await Promise.all([
      this.pages.frame(request, slug),
      this.commitments.agreement(viewer, slug),
      this.details.statements(viewer, commitment.id),
      this.reminders.of(commitment),
    ]);
    return {
      frame,
      commitment,
      party,
      period: this.commitments.readAt(agreement).period,
      previousPercent: statements.filter((statement) => statement.party === party)[1]?.percent ?? null,
      lastChasedOn:
        reminders.findLast(({ rule, status }) => rule.code.startsWith('overdue') && status === 'sent')?.day ??
        null,
      canRequestExtension: can.requestExtension,
    };
  }
}

const notYours = {
  vi: 'Chỉ cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy của bên mình được báo cáo cam kết này.',
  en: 'Only the lead or cooperating bodies, or the committee office of your side, may report on this commitment.',
};
const closedToReports = {
  vi: 'Cam kết không nhận báo cáo lúc này: phần việc của bên mình đã được xác nhận hoàn thành hoặc đã rút. Muốn báo cáo tiếp, văn phòng cấp ủy rút xác nhận hoặc báo cáo trở lại trước.',
  en: 'This commitment takes no reports now: your side’s part has been confirmed as completed, or withdrawn. To go on, the committee office first withdraws the confirmation, or takes it up again.',
};
