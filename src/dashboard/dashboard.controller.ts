import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import type { Day } from '../platform/clock.js';
import { Answers } from '../platform/http/answers.js';
import { IsDay, Optional } from '../platform/http/input.js';
import { sendCompressed } from '../platform/http/compressed-response.js';
import { DashboardQueries } from './dashboard.queries.js';
import { dashboardSchema } from './dashboard.schemas.js';

export class AsOfDto {
  @ApiPropertyOptional({
    format: 'date',
    description: 'Figures as of the end of this day; today if omitted',
  })
  @Optional()
  @IsDay()
  asOf?: Day;
}

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
    @Query() { asOf }: AsOfDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCompressed(request, reply, await this.queries.readAsJson(scope.agreement, asOf));
  }
}
