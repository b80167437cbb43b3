import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../accounts/allow.js';
import { SignedIn } from '../accounts/request.js';
import type { Viewer } from '../accounts/viewer.js';
import type { Day } from '../platform/clock.js';
import { Answers } from '../platform/http/answers.js';
import { IsDay, Optional } from '../platform/http/input.js';
import { DashboardQueries } from './dashboard.queries.js';
import type { Dashboard } from './dashboard.types.js';

export class AsOfDto {
  @ApiPropertyOptional({
    format: 'date',
    description: 'Figures at the end of this day; today where not given',
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
  @Answers(200, 'Dashboard')
  read(
    @SignedIn() viewer: Viewer,
    @Param('slug') slug: string,
    @Query() { asOf }: AsOfDto,
  ): Promise<Dashboard> {
    return this.queries.read(viewer, slug, asOf);
  }
}
