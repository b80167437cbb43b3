import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { DaysAsTyped, NumberText, Optional } from '../../platform/http/input.js';
import { sendPage } from '../../shell/html.js';
import { PageCache } from '../../shell/page-cache.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import type { Frame } from '../../web/frame.js';
import { renderPage } from '../../web/render.js';
import { soundPast } from '../parts/past.js';
import { daysOf } from '../read/days.js';
import { CommitmentListDto } from '../read/filter.dto.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { searcherOf } from '../search/searcher.js';
import { ListView } from './list.view.js';

@DaysAsTyped('dueFrom', 'dueTo', 'asOf', 'knownAt')
class ListPageDto extends CommitmentListDto {
  /** How many rows the pages before this one showed. */
  @Optional() @NumberText() @IsInt() @Min(0) @Max(1_000_000) shown = 0;
}

@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/cam-ket')
export class CommitmentListPages {
  constructor(
    private readonly kept: PageCache,
    private readonly queries: CommitmentQueries,
    private readonly clock: Clock,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  async list(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: ListPageDto,
    @SaidHere() said: Said | null,
  ): Promise<void> {
    const parties = request.inReach?.agreement?.parties ?? [];
    const { sound, faults, status } = soundPast(query, scope.language, 'dueFrom', 'dueTo');
    void reply.status(status);
    const make = async (frame: Frame) =>
      ListView({
        frame,
        slug: scope.agreement.slug,
        parties,
        ...(await this.read(scope, sound)),
        typed: query,
        faults,
        said,
      });
    // What is said once is on no page that is kept.
    if (said) return sendPage(reply, status, renderPage(await make(await this.frames.of(request))));
    // Nor what is found: that depends on texts which raise no revision.
    if (sound.q !== undefined)
      return sendPage(reply, status, renderPage(await make(await this.frames.of(request))));
    return this.kept.send(request, reply, make);
  }

  private async read({ agreement, viewer }: RequestScope, { limit, cursor, shown, ...filter }: ListPageDto) {
    const asked = { ...filter, searcher: searcherOf(viewer) };
    const [page, { facets, sectors, bodies }] = await Promise.all([
      this.queries.list(agreement, asked, limit, cursor),
      this.queries.facets(agreement, asked),
    ]);
    const days = daysOf(filter, this.clock.today());
    return { number: agreement.number, filter, shownBefore: shown, page, facets, sectors, bodies, ...days };
  }
}
