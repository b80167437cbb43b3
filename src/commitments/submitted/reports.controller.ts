import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { ReportPageDto } from './reports.dto.js';
import { ReportsQueries } from './reports.queries.js';
import { reportPageSchema } from './submitted.schemas.js';
import type { ReportPage } from './submitted.types.js';

@ApiTags('commitments')
@InAgreement()
@Controller('api/v1/commitments/:id/updates')
export class ReportsController {
  constructor(private readonly reports: ReportsQueries) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'List the reports of a commitment' })
  @Answers(200, reportPageSchema)
  list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() asked: ReportPageDto,
  ): Promise<ReportPage> {
    return this.reports.page(scope.viewer, id, asked);
  }
}
