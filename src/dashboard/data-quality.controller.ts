import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DaysDto } from '../commitments/read/days.dto.js';
import { Allow } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { DataQualityQueries, qualityReaders } from './data-quality.queries.js';
import { dataQualitySchema } from './data-quality.schemas.js';
import type { DataQuality } from './data-quality.types.js';

@ApiTags('dashboard')
@Controller('api/v1/agreements/:slug/data-quality')
export class DataQualityController {
  constructor(private readonly queries: DataQualityQueries) {}

  @Get()
  @Allow(...qualityReaders)
  @ApiOperation({ summary: 'Count doubtful records' })
  @Answers(200, dataQualitySchema)
  async read(@Scope() scope: RequestScope, @Query() days: DaysDto): Promise<DataQuality> {
    return { items: await this.queries.read(scope.agreement, scope.viewer, days) };
  }
}
