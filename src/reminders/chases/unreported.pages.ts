import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { latestClosedPeriod, runningPeriod } from '../../calendar/reporting-period.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { addDays, Clock } from '../../platform/clock.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { unreportedHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { UnreportedDto } from './chase.dto.js';
import { UnreportedQueries } from './unreported.queries.js';
import { UnreportedPage } from './unreported.view.js';

/** Who has not reported. */
@ApiExcludeController()
@Controller(':slug/chua-bao-cao')
export class UnreportedPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: UnreportedQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  @Allow('coordinator', 'leader', 'auditor', 'admin')
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { period: code }: UnreportedDto,
  ): Promise<string> {
    const { agreement, viewer } = scope;
    const [frame, unreported] = await Promise.all([
      this.frames.of(request, unreportedHref(agreement.slug, code)),
      this.queries.read(scope, code),
    ]);
    const { from, to } = unreported.period;
    const latest = latestClosedPeriod(this.clock.today(), agreement);
    const around = {
      previous: runningPeriod(addDays(from, -1), agreement).code,
      next: to < latest.to ? runningPeriod(addDays(to, 1), agreement).code : null,
    };
    const canChase = viewer.role === 'coordinator' || viewer.role === 'leader';
    return renderPage(UnreportedPage({ frame, slug: agreement.slug, unreported, around, canChase }));
  }
}
