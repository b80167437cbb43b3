import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { agreementForecastSchema } from '../../commitments/forecast/forecast.schemas.js';
import type { AgreementForecast } from '../../commitments/forecast/forecast.types.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import { AgreementForecasts } from './agreement-forecast.js';
import { ForecastDto } from './forecast.dto.js';

@ApiTags('dashboard')
@Controller('api/v1/agreements/:slug/forecast')
export class ForecastController {
  constructor(private readonly forecasts: AgreementForecasts) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'Forecast by sector what will be done on time' })
  @Answers(200, agreementForecastSchema)
  read(@Scope() scope: RequestScope, @Query() { asOf }: ForecastDto): Promise<AgreementForecast> {
    return this.forecasts.read(scope, asOf);
  }
}
