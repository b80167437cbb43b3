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
import { PlanDto } from './plan.dto.js';
import { PlansService } from './plans.service.js';

@ApiTags('changes')
@InAgreement()
@Controller('api/v1/commitments/:id/plan')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly details: DetailQueries,
  ) {}

  @Put()
  @Allow('coordinator')
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the commitment as it was read' })
  @ApiOperation({ summary: 'State the plan of your side’s part' })
  @Answers(200, commitmentDetailSchema)
  async state(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { leadBody, cooperatingBodies, product, due }: PlanDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const change = { ...scope.by, id, version: () => versionsFrom(ifMatch) };
    await this.plans.state(change, {
      leadBody,
      cooperatingBodies,
      product: product?.toProduct(),
      due: due?.toDeadline(),
    });
    const commitment = await this.details.byId(scope.viewer, id);
    reply.header('etag', etagOf(commitment.version));
    return commitment;
  }
}
