import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DaysDto } from '../commitments/read/days.dto.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { sendCompressed } from '../platform/http/compressed-response.js';
import { DashboardQueries } from './dashboard.queries.js';
import { dashboardSchema } from './dashboard.schemas.js';

@ApiTags('dashboard')
@Controller('api/v1/agreements/:slug/dashboard')
export class DashboardController {
  constructor(private readonly queries: DashboardQueries) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'Get the dashboard' })
  @Answers(200, dashboardSchema)
  async read(
    @Scope() scope: RequestScope,
    @Query() days: DaysDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCompressed(request, reply, await this.queries.readAsJson(scope.agreement, days));
  }
}
