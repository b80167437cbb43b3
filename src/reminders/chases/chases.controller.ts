import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import { ChaseDto, UnreportedDto } from './chase.dto.js';
import { chasedSchema, unreportedSchema } from './chase.schemas.js';
import type { Chased } from './chase.types.js';
import { ChasesService } from './chases.service.js';
import { UnreportedQueries } from './unreported.queries.js';
import type { Unreported } from './unreported.types.js';

@ApiTags('reminders')
@Controller('api/v1/agreements/:slug')
export class ChasesController {
  constructor(
    private readonly chases: ChasesService,
    private readonly queries: UnreportedQueries,
  ) {}

  @Get('unreported')
  @Allow('coordinator', 'leader', 'auditor', 'admin')
  @ApiOperation({ summary: 'List bodies that have not reported' })
  @Answers(200, unreportedSchema)
  unreported(@Scope() scope: RequestScope, @Query() { period }: UnreportedDto): Promise<Unreported> {
    return this.queries.read(scope, period);
  }

  /** A leader's goes to his own office, which then does it. Commitments about which the body was reminded for that working day are left out. */
  @Post('chases')
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'Remind a body by hand' })
  @Answers(201, chasedSchema)
  chase(@Scope() scope: RequestScope, @Body() asked: ChaseDto): Promise<Chased> {
    return this.chases.chase(scope, asked);
  }
}
