import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { soundPast } from '../../commitments/parts/past.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { PageCache } from '../../shell/page-cache.js';
import { TimelinePageDto } from './timeline.dto.js';
import { TimelineQueries } from './timeline.queries.js';
import { TimelineView } from './timeline.view.js';

@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class TimelinePages {
  constructor(
    private readonly kept: PageCache,
    private readonly queries: TimelineQueries,
  ) {}

  @Get(':slug/dong-thoi-gian')
  page(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: TimelinePageDto,
  ): Promise<void> {
    const { sound, faults, status } = soundPast(query, scope.language);
    const { theo, ...filter } = sound;
    void reply.status(status);
    return this.kept.send(request, reply, async (frame) =>
      TimelineView({
        frame,
        slug: scope.agreement.slug,
        timeline: await this.queries.read(scope, filter),
        filter,
        by: theo ?? 'linh-vuc',
        asked: { typed: query, faults },
      }),
    );
  }
}
