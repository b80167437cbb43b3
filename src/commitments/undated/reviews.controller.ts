import { Body, Controller, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { etagOf, versionsFrom } from '../../platform/http/etag.js';
import { RowId } from '../../platform/http/input.js';
import { commitmentDetailSchema } from '../commitment-detail.schemas.js';
import { DetailQueries } from '../read/detail.queries.js';
import { ReviewDayDto } from './review.dto.js';
import { ReviewsService } from './reviews.service.js';

@ApiTags('changes')
@InAgreement()
@Controller('api/v1/commitments/:id/review-day')
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly details: DetailQueries,
  ) {}

  @Put()
  @Allow('coordinator')
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the commitment as it was read' })
  @ApiOperation({ summary: 'Move the day on which a commitment without a date is reviewed' })
  @Answers(200, commitmentDetailSchema)
  async move(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { reviewOn, reason }: ReviewDayDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reviews.move({ ...scope.by, id, version: () => versionsFrom(ifMatch) }, reviewOn, reason);
    const commitment = await this.details.byId(scope.viewer, id);
    reply.header('etag', etagOf(commitment.version));
    return commitment;
  }
}
