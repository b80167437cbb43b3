import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { InAgreement } from '../identity/token-reach.js';
import { Answers } from '../platform/http/answers.js';
import { FrozenQueries } from './frozen.queries.js';
import { frozenPeriodSchema } from './periods.schemas.js';
import type { FrozenPeriod } from './periods.types.js';

@ApiTags('periods')
@InAgreement()
@Controller('api/v1/frozen')
export class FrozenController {
  constructor(private readonly queries: FrozenQueries) {}

  @Get(':code')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Look up what is frozen under a code' })
  @Answers(200, frozenPeriodSchema)
  async read(@Scope() { viewer }: RequestScope, @Param('code') code: string): Promise<FrozenPeriod> {
    return (await this.queries.read(viewer, code)).frozen;
  }
}
