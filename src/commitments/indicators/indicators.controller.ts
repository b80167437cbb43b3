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
import { IndicatorsDto } from './indicator.dto.js';
import { IndicatorsService } from './indicators.service.js';

@ApiTags('changes')
@InAgreement()
@Controller('api/v1/commitments/:id/indicators')
export class IndicatorsController {
  constructor(
    private readonly service: IndicatorsService,
    private readonly details: DetailQueries,
  ) {}

  @Put()
  @Allow('coordinator')
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the commitment as it was read' })
  @ApiOperation({ summary: 'Set the indicators of your side’s part' })
  @Answers(200, commitmentDetailSchema)
  async set(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { indicators }: IndicatorsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const change = { ...scope.by, id, version: () => versionsFrom(ifMatch) };
    await this.service.set(
      change,
      indicators.map((indicator) => indicator.toIndicator()),
    );
    const commitment = await this.details.byId(scope.viewer, id);
    reply.header('etag', etagOf(commitment.version));
    return commitment;
  }
}
