import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { soundPast } from '../../commitments/parts/past.js';
import { DaysPageDto } from '../../commitments/read/days.dto.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { AcrossQueries } from './across.queries.js';
import { AcrossView } from './across.view.js';

/** How all agreements stand, on one page. */
@ApiExcludeController()
@AllowSignedIn()
@Controller('tong-hop')
export class AcrossPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AcrossQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Scope() scope: RequestScope,
    @Query() query: DaysPageDto,
  ): Promise<string> {
    const { sound, faults, status } = soundPast(query, scope.language);
    void reply.status(status);
    const [frame, across] = await Promise.all([
      this.frames.of(request),
      this.queries.read(scope.viewer, sound),
    ]);
    const asked = { typed: query, faults };
    return renderPage(AcrossView({ frame, across, today: this.clock.today(), asked }));
  }
}
