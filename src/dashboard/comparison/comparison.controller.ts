import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import { ComparisonDto } from './comparison.dto.js';
import { ComparisonQueries } from './comparison.queries.js';
import { comparisonSchema } from './comparison.schemas.js';
import type { Comparison } from './comparison.types.js';

@ApiTags('dashboard')
@Controller('api/v1/agreements/:slug/comparison')
export class ComparisonController {
  constructor(private readonly queries: ComparisonQueries) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'Compare two days' })
  @Answers(200, comparisonSchema)
  read(@Scope() scope: RequestScope, @Query() asked: ComparisonDto): Promise<Comparison> {
    return this.queries.read(scope.agreement, asked);
  }
}
