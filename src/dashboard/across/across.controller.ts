import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DaysDto } from '../../commitments/read/days.dto.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { AcrossQueries } from './across.queries.js';
import { acrossSchema } from './across.schemas.js';
import type { Across } from './across.types.js';

@ApiTags('dashboard')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/overview')
export class AcrossController {
  constructor(private readonly queries: AcrossQueries) {}

  @Get()
  @ApiOperation({ summary: 'Get the figures of all agreements' })
  @Answers(200, acrossSchema)
  read(@Scope() scope: RequestScope, @Query() days: DaysDto): Promise<Across> {
    return this.queries.read(scope.viewer, days);
  }
}
