import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { ExceptionsDto } from './exceptions.dto.js';
import { ExceptionQueries } from './exceptions.queries.js';
import { exceptionPageSchema } from './exceptions.schemas.js';
import type { ExceptionPage } from './exceptions.types.js';

@ApiTags('exceptions')
@Controller('api/v1/agreements/:slug/exceptions')
export class ExceptionsController {
  constructor(private readonly queries: ExceptionQueries) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'List what is overdue or stuck' })
  @Answers(200, exceptionPageSchema)
  list(@Scope() scope: RequestScope, @Query() query: ExceptionsDto): Promise<ExceptionPage> {
    return this.queries.read(scope, query);
  }
}
