import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import type { FoundAcross } from './across.types.js';
import { SearchDto } from './search.dto.js';
import { SearchQueries } from './search.queries.js';
import { foundAcrossSchema } from './search.schemas.js';

@ApiTags('commitments')
@AllowSignedIn()
@InAgreement()
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly queries: SearchQueries) {}

  @Get()
  @ApiOperation({ summary: 'Search the commitments of all agreements' })
  @Answers(200, foundAcrossSchema)
  across(@Scope() scope: RequestScope, @Query() { q, limit }: SearchDto): Promise<FoundAcross> {
    return this.queries.across(scope.viewer, { q, limit });
  }
}
