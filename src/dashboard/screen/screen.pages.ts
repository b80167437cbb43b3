import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { PageCache } from '../../shell/page-cache.js';
import { DashboardQueries } from '../dashboard.queries.js';
import { ScreenView } from './screen.view.js';

/** The overview for the screen of a meeting room. */
@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/trinh-chieu')
export class ScreenPages {
  constructor(
    private readonly kept: PageCache,
    private readonly dashboards: DashboardQueries,
  ) {}

  @Get()
  show(
    @Scope() { agreement }: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.kept.send(request, reply, async (frame) =>
      ScreenView({ frame, slug: agreement.slug, dashboard: await this.dashboards.read(agreement) }),
    );
  }
}
