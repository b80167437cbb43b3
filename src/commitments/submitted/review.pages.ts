import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope, scopeOf } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import {
  formValues,
  readForm,
  type FormBody,
  type FormFaults,
  type FormValues,
} from '../../platform/http/forms.js';
import { NumberText, Optional } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Next } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { EvidenceQueries } from '../evidence/evidence.queries.js';
import { commitmentHref } from '../parts/links.js';
import { DetailQueries } from '../read/detail.queries.js';
import { ReportReviews } from './report-reviews.service.js';
import { ReportsQueries, type Waiting } from './reports.queries.js';
import { commentsOf, ReviewForm } from './review-form.js';
import { ReviewPage } from './review.view.js';

class WhichDto {
  /** Of the report as it was sent; without it, the one that has waited longest. */
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) ban?: number;
}

/** A report that was sent, beside what stands: its side's coordinator accepts it or sends it back, then goes on to the next. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/bao-cao')
export class ReportReviewPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly reports: ReportsQueries,
    private readonly reviews: ReportReviews,
    private readonly details: DetailQueries,
    private readonly evidence: EvidenceQueries,
  ) {}

  @Get()
  @Allow('liaison', 'coordinator', 'leader', 'auditor')
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Param('code') code: string,
    @Query() { ban }: WhichDto,
  ): Promise<string> {
    return this.page(request, code, ban);
  }

  @Post()
  @FormOn('/:slug/cam-ket/:code/bao-cao')
  @Allow('coordinator')
  async decide(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const { faults: say } = words(scope.language).commitment.review;
    const of = await this.details.idOf(scope.agreement, code);
    return answerForm(reply, {
      input: readForm(ReviewForm, values, { decision: say.decision }),
      act: async ({ report, decision, comment, ...rest }) => {
        await this.reviews.decide({ ...scope.by, of }, report, {
          decision,
          comment: comment.trim() || null,
          comments: commentsOf(rest),
        });
        const [next] = await this.reports.queue(scope.viewer, scope.agreement.id);
        return { next, decision };
      },
      done: ({ next, decision }) => onTo(scope.agreement.slug, code, next, decision),
      again: ({ faults }) => this.page(request, code, Number(values.report) || undefined, { values, faults }),
    });
  }

  private async page(
    request: FastifyRequest,
    code: string,
    asked: number | undefined,
    refused: { values: FormValues; faults: FormFaults } = { values: {}, faults: {} },
  ): Promise<string> {
    const { viewer, agreement } = scopeOf(request);
    const [frame, commitment, queue] = await Promise.all([
      this.frames.of(request, commitmentHref(agreement.slug, code)),
      this.details.byCode(agreement, code),
      this.reports.queue(viewer, agreement.id),
    ]);
    const id = asked ?? queue.find((waiting) => waiting.code === code)?.id;
    if (id === undefined) throw new NotFound();
    const [report, isOwnHand, evidence] = await Promise.all([
      this.reports.submitted(viewer, id),
      this.reports.isOfOwnHand(viewer, id),
      this.evidence.list(viewer, commitment.id),
    ]);
    if (report.commitmentId !== commitment.id) throw new NotFound();
    const canDecide = viewer.role === 'coordinator' && report.review?.status === 'pending' && !isOwnHand;
    return renderPage(ReviewPage({ frame, commitment, report, evidence, queue, canDecide, ...refused }));
  }
}

/** The next one that waits; else the commitment's page. */
function onTo(slug: string, code: string, next: Waiting | undefined, decision: string): Next {
  const what = decision === 'accepted' ? 'report_accepted' : 'report_sent_back';
  return {
    to: next ? `${commitmentHref(slug, next.code)}/bao-cao` : commitmentHref(slug, code),
    say: { what, facts: { code } },
  };
}
