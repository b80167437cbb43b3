import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { ClosingService } from './closing.service.js';
import { CorrectionDto, PeriodsPageDto } from './periods.dto.js';
import { PeriodsQueries } from './periods.queries.js';
import { closingSchema, periodDetailSchema, periodPageSchema } from './periods.schemas.js';
import type { Closing, PeriodDetail, PeriodItem } from './periods.types.js';

@ApiTags('periods')
@Controller('api/v1/agreements/:slug/periods')
export class PeriodsController {
  constructor(
    private readonly queries: PeriodsQueries,
    private readonly closings: ClosingService,
  ) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'List reporting periods, newest first' })
  @Answers(200, periodPageSchema)
  list(
    @Scope() scope: RequestScope,
    @Query() { limit, cursor }: PeriodsPageDto,
  ): Promise<{ items: PeriodItem[]; nextCursor: string | null }> {
    return this.queries.list(scope, { limit, cursor });
  }

  @Get(':period')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Get one reporting period' })
  @Answers(200, periodDetailSchema)
  read(@Scope() scope: RequestScope, @Param('period') period: string): Promise<PeriodDetail> {
    return this.queries.read(scope, period);
  }

  /** Closing again answers with the same code. The last side’s closing freezes the joint one, too. */
  @Put(':period/closing')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Close a period for one’s own side' })
  @Answers(200, closingSchema)
  close(@Scope() { agreement, by }: RequestScope, @Param('period') period: string): Promise<Closing> {
    return this.closings.close(agreement, by, period);
  }

  /** Refused where nothing has changed. The code in whose place it comes stays readable and says that there is a newer one. */
  @Post(':period/corrections')
  @HttpCode(201)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Issue the next number of a closed period' })
  @Answers(201, closingSchema)
  correct(
    @Scope() { agreement, by }: RequestScope,
    @Param('period') period: string,
    @Body() { replaces }: CorrectionDto,
  ): Promise<Closing> {
    return this.closings.correct(agreement, by, period, replaces);
  }
}
