import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { NotAllowed, Stale } from '../../platform/errors.js';
import type { FormValues } from '../../platform/http/forms.js';
import type { Refusal } from '../../shell/answer-form.js';
import { renderPage } from '../../web/render.js';
import { ContributionsQueries } from '../contributions/contributions.queries.js';
import { StaleDraft } from '../drafts/stale-draft.js';
import { AmendedReports } from '../submitted/amended.service.js';
import { draftBeside, reportBeside } from './beside.js';
import { formOf, idsOf, ownStatement } from './report-page.js';
import type { TypedReport } from './typed-report.js';
import { ReportsOwed } from './reports-owed.js';
import { UpdateConflictPage } from './update-conflict.view.js';
import { UpdatePageMaker } from './update-page-maker.js';
import { asMeant } from './update-values.js';
import type { ReportFrame } from './update.types.js';

/** The form again after a refusal, with all that was typed; where somebody of the own side was faster, both texts. */
@Injectable()
export class ReportAgain {
  constructor(
    private readonly maker: UpdatePageMaker,
    private readonly contributions: ContributionsQueries,
    private readonly amended: AmendedReports,
    private readonly owed: ReportsOwed,
  ) {}

  /** What was chosen of two texts, to be gone on with. */
  async toEdit(request: FastifyRequest, code: string, { sent, values }: TypedReport): Promise<string> {
    const report = await this.maker.frame(request, code, sent.period);
    const sitting = await this.owed.of(scopeOf(request));
    return formOf(report, { values, sent, sitting, takesOver: idsOf(sent.takesOver) });
  }

  /** @returns null where the usual page of the error says it */
  async page(
    request: FastifyRequest,
    code: string,
    typed: TypedReport,
    { error, faults }: Refusal,
  ): Promise<string | null> {
    if (error instanceof NotAllowed) return null;
    const { sent, values } = typed;
    const report = await this.maker.frame(request, code, sent.period);
    const takesOver = await this.stillWaiting(scopeOf(request).viewer, report, sent);
    const beside = besides(report, typed, error);
    if (beside) return renderPage(UpdateConflictPage({ ...report, ...beside, typed: sent, takesOver }));
    const sitting = await this.owed.of(scopeOf(request));
    const notes = await this.amended.again(scopeOf(request), report, sent);
    if (!(error instanceof Stale))
      return formOf(report, { values, sent, sitting, faults, takesOver, ...notes });
    // Nothing of the own side changed: what was typed stands, on the new version.
    const { draft = '', ve = '' } = sent;
    const moved = { '': new Stale(report.commitment.version).text[report.frame.language] };
    return formOf(report, { values, sent: { draft, ve }, typed: sent, sitting, takesOver, faults: moved });
  }

  /** Of the contributions that were to be taken over, those that wait. */
  private async stillWaiting(viewer: Viewer, { commitment }: ReportFrame, sent: FormValues) {
    const ids = idsOf(sent.takesOver);
    const waiting = ids.length === 0 ? [] : await this.contributions.waiting(viewer, commitment.id, ids);
    return waiting.map(({ id }) => id);
  }
}

/** What stands against what was typed: a colleague's draft, or a colleague's report. A contribution stands against none. */
function besides(report: ReportFrame, { sent, values }: TypedReport, error: Refusal['error']) {
  const mine = asMeant(values, sent);
  if (error instanceof StaleDraft) return report.draft && draftBeside(report.draft, { sent, mine: values });
  if (!(error instanceof Stale) || report.contributes) return null;
  const saved = ownStatement(report);
  return saved ? reportBeside(report, saved, { sent, mine }) : null;
}
