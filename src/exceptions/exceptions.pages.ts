import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { WorkCounts } from '../my-work/work-counts.js';
import { PageCache } from '../shell/page-cache.js';
import { soundPast } from '../commitments/parts/past.js';
import { DaysAsTyped } from '../platform/http/input.js';
import { ExceptionsDto } from './exceptions.dto.js';
import { ExceptionQueries } from './exceptions.queries.js';
import { ExceptionsView } from './exceptions.view.js';

@DaysAsTyped('asOf', 'knownAt')
class ExceptionsPageDto extends ExceptionsDto {}

/** A leader's first page. */
@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class ExceptionsPages {
  constructor(
    private readonly kept: PageCache,
    private readonly exceptions: ExceptionQueries,
    private readonly work: WorkCounts,
  ) {}

  @Get(':slug/diem-nghen')
  page(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: ExceptionsPageDto,
  ): Promise<void> {
    const { sound, faults, status } = soundPast(query, scope.language);
    void reply.status(status);
    return this.kept.send(request, reply, async (frame) => {
      const [exceptions, waiting] = await Promise.all([
        this.exceptions.read(scope, sound),
        this.work.in(scope.agreement, scope.viewer),
      ]);
      return ExceptionsView({
        frame,
        slug: scope.agreement.slug,
        exceptions,
        waiting,
        query,
        asked: { typed: query, faults },
      });
    });
  }
}
