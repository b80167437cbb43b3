import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { soundPast } from '../../commitments/parts/past.js';
import { Malformed } from '../../platform/errors.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { PageCache } from '../../shell/page-cache.js';
import { AgreementForecasts, readsForecastQuality } from './agreement-forecast.js';
import { ForecastPageDto } from './forecast.dto.js';
import { ForecastPage } from './forecast.view.js';

@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class ForecastPages {
  constructor(
    private readonly kept: PageCache,
    private readonly forecasts: AgreementForecasts,
  ) {}

  @Get(':slug/du-bao')
  page(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: ForecastPageDto,
  ): Promise<void> {
    const { sound, faults } = soundPast(query, scope.language);
    // No box of the page has it: the day comes by a link.
    if (faults.asOf) throw new Malformed([{ field: 'asOf', message: faults.asOf }]);
    return this.kept.send(request, reply, async (frame) =>
      ForecastPage({
        frame,
        slug: scope.agreement.slug,
        forecast: await this.forecasts.read(scope, sound.asOf),
        showsQuality: readsForecastQuality(scope.viewer),
      }),
    );
  }
}
