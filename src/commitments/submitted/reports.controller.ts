import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { ReportPageDto } from './reports.dto.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportReviewDto } from './review.dto.js';
import { ReportReviews } from './report-reviews.service.js';
import { reportPageSchema, reportSchema } from './submitted.schemas.js';
import type { ReportItem, ReportPage } from './submitted.types.js';

@ApiTags('commitments')
@InAgreement()
@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly reports: ReportsQueries,
    private readonly reviews: ReportReviews,
  ) {}

  @Get('commitments/:id/updates')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List the reports of a commitment' })
  @Answers(200, reportPageSchema)
  list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() asked: ReportPageDto,
  ): Promise<ReportPage> {
    return this.reports.page(scope.viewer, id, asked);
  }

  @Put('updates/:id/review')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Accept a report, or send it back' })
  @Answers(200, reportSchema)
  async review(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { decision, comment, comments }: ReportReviewDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportItem> {
    await this.reviews.decide(scope.by, id, { decision, comment: comment.trim() || null, comments });
    const { commitmentId, ...report } = await this.reports.submitted(scope.viewer, id);
    reply.header('location', `/api/v1/commitments/${commitmentId}`);
    return report;
  }
}
